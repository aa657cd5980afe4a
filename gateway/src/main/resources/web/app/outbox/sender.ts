import type { Answer } from '../api/client.ts';
import { backOff, LONGEST_UNANSWERED_MS } from './backoff.ts';
import { answered, isWaiting, legacyOwner, sending, unanswered, type Entry } from './entry.ts';
import type { Kinds, OutboxRequest } from './kinds.ts';
import { Order } from './order.ts';

/** The storage of the entries. Each call is one transaction. */
export interface EntryStore {
  all(): Promise<Entry[]>;
  /** Changes the current version of an entry and returns it; undefined if it doesn't exist any more. */
  change(id: string, how: (entry: Entry) => Entry): Promise<Entry | undefined>;
  /** Changes the owner of all entries of one owner. */
  rename(owner: string, to: string): Promise<void>;
}

/** The connection to the server. Both methods reject if there is no response. */
export interface Connection {
  /** The person of the session; null without a session. */
  person(): Promise<{ id: string; username: string } | null>;
  /** @param owner the id of the owner; the server rejects the request if another person is logged in */
  send(request: OutboxRequest, owner: string): Promise<Answer>;
}

export interface Round {
  /** `login`: entries wait for a log-in. `interrupted`: another page has taken the lock. */
  outcome: 'done' | 'login' | 'unreachable' | 'interrupted';
  /** The time for the next round, ms since the epoch; null if no entry waits that this person could send. */
  nextAt: number | null;
}

type Attempt = 'next' | 'again' | 'login' | 'unreachable';

/**
 * Sends due entries one at a time, by priority, then by age, and never before the entries on which they depend or which
 * precede them in their aggregate. The caller ensures that only one round runs on the device, so an entry that is found
 * `sending` was left by a closed or crashed page.
 */
export class Sender {
  private readonly store: EntryStore;
  private readonly connection: Connection;
  private readonly kinds: Kinds;
  private readonly clock: () => number;
  private readonly random: () => number;
  private failures = 0;

  constructor(
    store: EntryStore,
    connection: Connection,
    kinds: Kinds,
    clock: () => number = Date.now,
    random: () => number = Math.random,
  ) {
    this.store = store;
    this.connection = connection;
    this.kinds = kinds;
    this.clock = clock;
    this.random = random;
  }

  /**
   * @param urgent also sends entries that are backing off: the network is back, or the person requested it
   * @param signal aborted if another page takes the lock
   */
  async round(urgent: boolean, signal?: AbortSignal): Promise<Round> {
    if (!(await this.store.all()).some(isWaiting)) {
      return { outcome: 'done', nextAt: null };
    }
    let person: Awaited<ReturnType<Connection['person']>>;
    try {
      person = await this.connection.person();
    } catch {
      return { outcome: 'unreachable', nextAt: this.retryAt() };
    }
    if (person === null) {
      return { outcome: 'login', nextAt: null };
    }
    await this.store.rename(legacyOwner(person.username), person.id);
    return this.sendAll(person.id, urgent, signal);
  }

  private async sendAll(owner: string, urgent: boolean, signal?: AbortSignal): Promise<Round> {
    const tried = new Set<string>();
    for (;;) {
      // Read again before each attempt, because entries are added, corrected and discarded during a round.
      const entries = await this.store.all();
      if (signal?.aborted === true) {
        return { outcome: 'interrupted', nextAt: null };
      }
      const sendable = this.sendable(entries, owner);
      const now = this.clock();
      const next = sendable.find((entry) => !tried.has(entry.id) && (urgent || entry.dueAt <= now));
      if (next === undefined) {
        return { outcome: 'done', nextAt: sendable.length === 0 ? null : Math.min(...sendable.map(({ dueAt }) => dueAt)) };
      }
      tried.add(next.id);
      switch (await this.attempt(next, owner)) {
        case 'unreachable':
          return { outcome: 'unreachable', nextAt: this.retryAt() };
        case 'login':
          return { outcome: 'login', nextAt: null };
        case 'again':
          tried.delete(next.id);
          break;
        case 'next':
          break;
      }
    }
  }

  /** The entries that nothing but their time holds back, most urgent first. */
  private sendable(entries: readonly Entry[], owner: string): Entry[] {
    const order = new Order(entries);
    const priority = (entry: Entry): number => this.kinds.of(entry)?.priority ?? Infinity;
    return entries
      .filter((entry) => isWaiting(entry) && entry.owner === owner && this.kinds.of(entry) !== null && order.isFree(entry))
      .sort((a, b) => priority(a) - priority(b) || a.savedAt - b.savedAt || a.seq - b.seq);
  }

  private async attempt(entry: Entry, owner: string): Promise<Attempt> {
    const kind = this.kinds.of(entry);
    const started = await this.store.change(entry.id, sending);
    if (kind === null || started?.state !== 'sending') {
      return 'next';
    }
    // Another page may have taken the lock and started a later attempt: only the response to the last attempt is used.
    const ifLast = (how: (current: Entry) => Entry) => (current: Entry): Entry =>
      current.state === 'sending' && current.attempts === started.attempts ? how(current) : current;
    let answer: Answer;
    try {
      answer = await this.connection.send(kind.request(started), owner);
    } catch {
      await this.store.change(entry.id, ifLast((current) => unanswered(current, this.clock(), this.random())));
      return 'unreachable';
    }
    this.failures = 0;
    const outcome = kind.outcome(answer);
    await this.store.change(
      entry.id,
      ifLast((current) => {
        const now = this.clock();
        const correct = kind.correctClock?.bind(kind);
        return answered(
          current,
          outcome,
          now,
          this.random(),
          correct === undefined ? null : (serverTime) => correct(current.payload, serverTime, now),
        );
      }),
    );
    if (outcome.is === 'login') {
      return 'login';
    }
    return outcome.is === 'clock' ? 'again' : 'next';
  }

  private retryAt(): number {
    this.failures += 1;
    return this.clock() + backOff(this.failures, this.random(), LONGEST_UNANSWERED_MS);
  }
}
