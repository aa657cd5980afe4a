import type { Answer } from '../../api/client.ts';
import { backOff, LONGEST_UNANSWERED_MS } from './backoff.ts';
import { after, isWaiting, sending, unanswered, type QueuedReport } from './report.ts';
import { judge } from './verdict.ts';

/** Where the reports are kept. Each call is one transaction. */
export interface ReportStore {
  all(): Promise<QueuedReport[]>;
  /** Changes a report as it is now; does nothing where it is gone. */
  change(id: string, how: (report: QueuedReport) => QueuedReport): Promise<void>;
}

/** The way to the server. Both throw where no answer comes. */
export interface Line {
  /** The user that the session belongs to, null without one. */
  user(): Promise<string | null>;
  put(report: QueuedReport): Promise<Answer>;
}

export interface Round {
  /** `login`: reports wait for their user to log in. */
  outcome: 'done' | 'login' | 'unreachable';
  /** When the next round is worthwhile, ms since the epoch; null where nothing waits that this user could send. */
  nextAt: number | null;
}

/**
 * Sends what is due, one by one, oldest first. Only ever one round at a time for all tabs (the caller holds the lock),
 * so a report found `sending` at its start was left there by a page that died.
 */
export class Sender {
  private readonly store: ReportStore;
  private readonly line: Line;
  private readonly clock: () => number;
  private readonly random: () => number;
  private failures = 0;

  constructor(store: ReportStore, line: Line, clock: () => number = Date.now, random: () => number = Math.random) {
    this.store = store;
    this.line = line;
    this.clock = clock;
    this.random = random;
  }

  /** @param urgent tries also what is backing off: the network came back, or the person asks for it */
  async round(urgent: boolean): Promise<Round> {
    const tried = new Set<string>();
    for (;;) {
      const waiting = (await this.store.all()).filter(isWaiting).sort((a, b) => a.savedAt - b.savedAt);
      if (waiting.length === 0) {
        return { outcome: 'done', nextAt: null };
      }
      const user = await this.user();
      if (user === undefined) {
        return { outcome: 'unreachable', nextAt: this.hold() };
      }
      const own = waiting.filter((report) => report.owner === user);
      if (own.length === 0) {
        return { outcome: 'login', nextAt: null };
      }
      const now = this.clock();
      const next = own.find((report) => !tried.has(report.id) && (urgent || report.dueAt <= now));
      if (next === undefined) {
        return { outcome: 'done', nextAt: Math.min(...own.map((report) => report.dueAt)) };
      }
      tried.add(next.id);
      await this.store.change(next.id, sending);
      const result = await this.attempt(next);
      if (result === 'unreachable') {
        return { outcome: 'unreachable', nextAt: this.hold() };
      }
      if (result === 'login') {
        return { outcome: 'login', nextAt: null };
      }
      if (result === 'again') {
        tried.delete(next.id);
      }
    }
  }

  private async attempt(report: QueuedReport): Promise<'next' | 'again' | 'login' | 'unreachable'> {
    let answer: Answer;
    try {
      answer = await this.line.put(report);
    } catch {
      await this.store.change(report.id, (current) => unanswered(current, this.clock(), this.random()));
      return 'unreachable';
    }
    this.failures = 0;
    const verdict = judge(answer);
    await this.store.change(report.id, (current) => after(current, verdict, this.clock(), this.random()));
    if (verdict.is === 'login') {
      return 'login';
    }
    return verdict.is === 'clock' ? 'again' : 'next';
  }

  /** Undefined where the server doesn't answer. */
  private async user(): Promise<string | null | undefined> {
    try {
      return await this.line.user();
    } catch {
      return undefined;
    }
  }

  private hold(): number {
    this.failures += 1;
    return this.clock() + backOff(this.failures, this.random(), LONGEST_UNANSWERED_MS);
  }
}
