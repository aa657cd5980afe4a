import { networkProblem } from '../../api/problem.ts';
import { database, dispatch, REPORTS } from './dispatch.ts';
import type { QueuedReport } from './report.ts';
import type { Round } from './sender.ts';

/** Background Sync, where the browser has it: the worker sends when the network is back, the page being closed. */
interface SyncRegistration extends ServiceWorkerRegistration {
  readonly sync?: { register(tag: string): Promise<void> };
}

const LONGEST_SLEEP_MS = 60_000;

/**
 * The reports of this device, as the page sees them. `changed` tells that `reports` is new. Whatever wakes it, the
 * start, the network, the timer, a glance at the page, only leads to another round.
 */
export class Outbox extends EventTarget {
  reports: readonly QueuedReport[] = [];
  outcome: Round['outcome'] = 'done';

  private readonly channel = new BroadcastChannel(REPORTS);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running = false;
  private wanted: 'no' | 'due' | 'urgent' = 'no';

  async start(): Promise<void> {
    this.channel.addEventListener('message', () => void this.read());
    addEventListener('online', () => this.wake(true));
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') {
        this.wake(true);
      }
    });
    await this.read();
    this.wake(true);
  }

  /** Resolves when the report is safe on this device; rejects where the device can't keep it. */
  async add(report: QueuedReport): Promise<void> {
    await database.add(report);
    await this.read();
    void this.askForSync();
    this.wake(true);
  }

  async change(id: string, how: (report: QueuedReport) => QueuedReport): Promise<void> {
    await database.change(id, how);
    await this.read();
    this.wake(false);
  }

  async remove(ids: string[]): Promise<void> {
    await database.remove(ids);
    await this.read();
  }

  /** Has a round run, now or right after the one that runs. */
  wake(urgent: boolean): void {
    this.wanted = urgent || this.wanted === 'urgent' ? 'urgent' : 'due';
    void this.run();
  }

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
      // The device's storage is out of reach for the moment; the reports stay in it.
      return Date.now() + LONGEST_SLEEP_MS;
    } finally {
      await this.read();
    }
  }

  private async read(): Promise<void> {
    try {
      this.reports = await database.all();
    } catch {
      return;
    }
    this.dispatchEvent(new Event('changed'));
  }

  private async askForSync(): Promise<void> {
    try {
      const registration: SyncRegistration = await navigator.serviceWorker.ready;
      await registration.sync?.register(REPORTS);
    } catch {
      // Without Background Sync the page itself sends, when it is open.
    }
  }
}

/** Whether the report's last try failed for want of a network, which the person needn't be told about each time. */
export function isOffline(report: QueuedReport): boolean {
  return report.problem?.type === networkProblem().type;
}
