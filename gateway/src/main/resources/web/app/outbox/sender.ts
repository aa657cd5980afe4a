import type { Answer } from '../api/client.ts';
import { backOff, LONGEST_UNANSWERED_MS } from './backoff.ts';
import { answered, isWaiting, legacyOwner, sending, unanswered, type Entry } from './entry.ts';
import type { Kinds, OutboxRequest } from './kinds.ts';
import { Order } from './order.ts';

/** Where the entries are kept. Each call is one transaction. */
export interface EntryStore {
  all(): Promise<Entry[]>;
  /** Changes an entry as it is now and returns it; undefined if it is gone. */
  change(id: string, how: (entry: Entry) => Entry): Promise<Entry | undefined>;
  /** Gives everything of one owner to another. */
  rename(owner: string, to: string): Promise<void>;
}

/** The connection to the server. Both methods reject if no answer comes. */
export interface Connection {
  /** The person to whom the session belongs, null without one. */
  person(): Promise<{ id: string; username: string } | null>;
  /** @param owner the id of the person in whose name it is sent; the server refuses if somebody else is logged in */
  send(request: OutboxRequest, owner: string): Promise<Answer>;
}

export interface Round {
  /** `login`: entries wait for a log-in. `interrupted`: another page has taken over. */
  outcome: 'done' | 'login' | 'unreachable' | 'interrupted';
  /** When the next round is worthwhile, ms since the epoch; null if nothing waits that this person could send. */
  nextAt: number | null;
}

type Attempt = 'next' | 'again' | 'login' | 'unreachable';

/**
 * Sends what is due, one entry after the other: by priority, then by age, and never before what it depends on or what
 * precedes it in its aggregate. The caller makes sure that only one round runs on the device, so an entry that is found
 * `sending` was left by a page that died.
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
   * @param urgent sends also what is backing off: the network came back, or the person asks for it
   * @param signal aborted when another page has taken over
   */
  async round(urgent: boolean, signal?: AbortSignal): Promise<Round> {
    if (!(await this.store.all()).some(isWaiting)) {
      return { outcome: 'done', nextAt: null };
    }
    let person: Awaited<ReturnType<Connection['person']>>;
    try {
      person = await this.connection.person();
    } catch {
      return { outcome: 'unreachable', nextAt: this.hold() };
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
      // Read again before each attempt: entries are added, corrected and discarded during a round.
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
          return { outcome: 'unreachable', nextAt: this.hold() };
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

  /** What could be sent now but for its time, most urgent first. */
  private sendable(entries: readonly Entry[], owner: string): Entry[] {
    const order = new Order(entries);
    const priority = (entry: Entry): number => this.kinds.of(entry)?.priority ?? Infinity;
    return entries
      .filter((entry) => isWaiting(entry) && entry.owner === owner && this.kinds.of(entry) !== null && order.isFree(entry))
      .sort((a, b) => priority(a) - priority(b) || a.savedAt - b.savedAt || a.seq - b.seq);
  }

  private async attempt(entry: Entry, owner: string): Promise<Attempt> {
    const kind = this.kinds.of(entry);
    const begun = await this.store.change(entry.id, sending);
    if (kind === null || begun?.state !== 'sending') {
      return 'next';
    }
    // Another page may have taken over and begun a later attempt: only the answer to the last attempt counts.
    const ifLast = (how: (current: Entry) => Entry) => (current: Entry): Entry =>
      current.state === 'sending' && current.attempts === begun.attempts ? how(current) : current;
    let answer: Answer;
    try {
      answer = await this.connection.send(kind.request(begun), owner);
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

  private hold(): number {
    this.failures += 1;
    return this.clock() + backOff(this.failures, this.random(), LONGEST_UNANSWERED_MS);
  }
}
