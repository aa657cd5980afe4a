import { networkProblem } from '../api/problem.ts';
import type { Me } from '../api/types.ts';
import { Store } from '../state/store.ts';
import { database, type DatabaseState } from '../device/database.ts';
import { dispatch, entryStore, OUTBOX } from './dispatch.ts';
import { isWaiting, type Entry, type NewEntry } from './entry.ts';
import { Order } from './order.ts';
import type { Round } from './sender.ts';

/** Background Sync, if the browser supports it: the worker sends when the network is back, also if no page is open. */
interface SyncRegistration extends ServiceWorkerRegistration {
  readonly sync?: { register(tag: string): Promise<void> };
}

const LONGEST_SLEEP_MS = 60_000;

/**
 * The entries of this device as a page sees them. A round of sending starts when the page opens, when the network is
 * back, on a timer, and when the page becomes visible.
 */
export class Outbox extends Store {
  entries: readonly Entry[] = [];
  outcome: Round['outcome'] = 'done';

  private readonly channel = new BroadcastChannel(OUTBOX);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running = false;
  private wanted: 'no' | 'due' | 'urgent' = 'no';

  /** The state of the database. Unless it is `open`, `entries` may be out of date. */
  get storage(): DatabaseState {
    return database.state;
  }

  async start(): Promise<void> {
    this.channel.addEventListener('message', () => void this.read());
    addEventListener('online', this.urge);
    document.addEventListener('visibilitychange', this.onVisibilityChange);
    database.addEventListener('changed', this.reopened);
    await this.read();
    this.wake(true);
  }

  stop(): void {
    this.channel.close();
    removeEventListener('online', this.urge);
    document.removeEventListener('visibilitychange', this.onVisibilityChange);
    database.removeEventListener('changed', this.reopened);
    clearTimeout(this.timer);
  }

  /** Resolves after the entry is saved on this device; rejects if the device can't store it. */
  async add<P>(made: NewEntry<P>): Promise<Entry<P>> {
    const entry = await entryStore.add(made, Date.now());
    await this.read();
    void this.requestSync();
    this.wake(true);
    return entry;
  }

  /** Resolves with the changed entry, or undefined if it doesn't exist any more. */
  async change(id: string, how: (entry: Entry) => Entry): Promise<Entry | undefined> {
    const entry = await entryStore.change(id, how);
    await this.read();
    this.wake(false);
    return entry;
  }

  /** Removes entries that the server lists. If the storage can't be used, the next change tries again. */
  async remove(ids: readonly string[]): Promise<void> {
    await entryStore.remove(ids).catch(() => undefined);
    await this.read();
  }

  async discard(ids: readonly string[]): Promise<void> {
    await entryStore.discard(ids);
    await this.read();
    this.wake(false);
  }

  /** Makes the person the owner of unclaimed entries and sends them. */
  async claim(ids: readonly string[], person: Me): Promise<void> {
    await entryStore.claim(ids, person, Date.now());
    await this.read();
    void this.requestSync();
    this.wake(true);
  }

  /** Resolves with the entry after its first attempt, at the latest after `waitMs`. */
  afterFirstAttempt(id: string, waitMs: number): Promise<Entry | undefined> {
    return new Promise((resolve) => {
      const current = (): Entry | undefined => this.entries.find((entry) => entry.id === id);
      const finish = (): void => {
        clearTimeout(timer);
        unsubscribe();
        resolve(current());
      };
      const check = (): void => {
        const entry = current();
        if (entry === undefined || !isWaiting(entry) || (entry.state === 'queued' && entry.attempts > 0)) {
          finish();
        }
      };
      const timer = setTimeout(finish, waitMs);
      const unsubscribe = this.subscribe(check);
      check();
    });
  }

  /** The rejected entry for which this one waits. */
  refusedBefore(entry: Entry): Entry | null {
    return new Order(this.entries).refused(entry);
  }

  /** Starts a round now, or directly after the current one. */
  wake(urgent: boolean): void {
    this.wanted = urgent || this.wanted === 'urgent' ? 'urgent' : 'due';
    void this.run();
  }

  private readonly urge = (): void => this.wake(true);

  private readonly onVisibilityChange = (): void => {
    if (document.visibilityState === 'visible') {
      this.wake(true);
    }
  };

  private readonly reopened = (): void => {
    if (database.state === 'open') {
      void this.read();
    } else {
      this.changed();
    }
  };

  private async run(): Promise<void> {
    if (this.running) {
      return;
    }
    this.running = true;
    clearTimeout(this.timer);
    let nextAt: number | null = null;
    while (this.wanted !== 'no') {
      const urgent = this.wanted === 'urgent';
      this.wanted = 'no';
      nextAt = await this.round(urgent);
    }
    this.running = false;
    if (nextAt !== null) {
      const sleep = Math.min(Math.max(nextAt - Date.now(), 1_000), LONGEST_SLEEP_MS);
      this.timer = setTimeout(() => this.wake(false), sleep);
    }
  }

  private async round(urgent: boolean): Promise<number | null> {
    try {
      const round = await dispatch(urgent);
      this.outcome = round.outcome;
      return round.nextAt;
    } catch {
      // The storage can't be used, or another page has taken the lock. The entries stay stored.
      return Date.now() + LONGEST_SLEEP_MS;
    } finally {
      await this.read();
    }
  }

  private async read(): Promise<void> {
    try {
      this.entries = await entryStore.all();
    } catch {
      return;
    }
    this.changed();
  }

  private async requestSync(): Promise<void> {
    try {
      const registration: SyncRegistration = await navigator.serviceWorker.ready;
      await registration.sync?.register(OUTBOX);
    } catch {
      // Without Background Sync, only an open page sends.
    }
  }
}

/** Whether the last attempt failed without network. The page does not show this for each attempt. */
export function isOffline(entry: Entry): boolean {
  return entry.problem?.type === networkProblem().type;
}
