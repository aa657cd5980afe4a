import { networkProblem, type Problem } from '../api/problem.ts';
import { backOff, LONGEST_UNANSWERED_MS } from './backoff.ts';
import type { DeliveryOutcome } from './delivery-outcome.ts';

/**
 * `queued` waits for the network or its next attempt, `sending` is being sent (or was, when the page died), `attention`
 * was refused and needs the person, `delivered` is stored by the server.
 */
export type EntryState = 'queued' | 'sending' | 'attention' | 'delivered';

/** Something that this device has to deliver. All times are ms since the epoch, by the device's clock. */
export interface Entry<P = unknown> {
  readonly id: string;
  /** The name of its {@link EntryKind}, which says how it is sent. */
  readonly kind: string;
  /**
   * The id of the person who made it, and the only one in whose name it is ever sent. Null: nobody was logged in, and
   * nobody has claimed it yet. An entry that was saved before people had ids has a {@link legacyOwner}.
   */
  readonly owner: string | null;
  /** What it belongs to, e.g. `incident:<id>` or `patrol:<id>`: entries of one aggregate are sent in the order of `seq`. */
  readonly aggregate: string;
  readonly seq: number;
  /** Ids of the entries that must be delivered before this one. An id that is not stored any more counts as delivered. */
  readonly dependsOn: readonly string[];
  readonly payload: P;
  readonly state: EntryState;
  readonly savedAt: number;
  readonly deliveredAt: number | null;
  /** Not to be sent before. */
  readonly dueAt: number;
  readonly attempts: number;
  /** Why it is not delivered yet. */
  readonly problem: Problem | null;
  /** Its time was corrected by the server's clock once, because the device's clock is fast. */
  readonly clockCorrected: boolean;
}

/** What the maker of an entry decides. Without `seq` it comes last in its aggregate. */
export interface NewEntry<P> {
  id: string;
  kind: string;
  owner: string | null;
  aggregate: string;
  seq?: number;
  dependsOn?: readonly string[];
  payload: P;
}

export function newEntry<P>(made: NewEntry<P>, seq: number, now: number): Entry<P> {
  return {
    id: made.id,
    kind: made.kind,
    owner: made.owner,
    aggregate: made.aggregate,
    seq: made.seq ?? seq,
    dependsOn: made.dependsOn ?? [],
    payload: made.payload,
    state: 'queued',
    savedAt: now,
    deliveredAt: null,
    dueAt: now,
    attempts: 0,
    problem: null,
    clockCorrected: false,
  };
}

/** The owner of what was saved when only usernames were known: replaced by the id at the next contact with the server. */
export function legacyOwner(username: string): string {
  return `username:${username}`;
}

/** Still to be sent, with nothing for the person to do. */
export function isWaiting(entry: Entry): boolean {
  return entry.state === 'queued' || entry.state === 'sending';
}

export function isDelivered(entry: Entry): boolean {
  return entry.state === 'delivered';
}

/** Begins an attempt. An entry that is no longer waiting stays as it is. */
export function sending(entry: Entry): Entry {
  return isWaiting(entry) ? { ...entry, state: 'sending', attempts: entry.attempts + 1 } : entry;
}

/**
 * The entry after the answer to one attempt.
 *
 * @param correct moves the payload's times by the server's clock; null if the kind has no times
 */
export function answered(
  entry: Entry,
  outcome: DeliveryOutcome,
  now: number,
  random: number,
  correct: ((serverTime: number) => unknown) | null,
): Entry {
  switch (outcome.is) {
    case 'delivered':
      return { ...entry, state: 'delivered', deliveredAt: now, problem: null };
    case 'login':
      return { ...entry, state: 'queued', dueAt: now, problem: outcome.problem };
    case 'later':
      return {
        ...entry,
        state: 'queued',
        dueAt: now + Math.max(outcome.waitMs ?? 0, backOff(entry.attempts, random)),
        problem: outcome.problem,
      };
    case 'clock':
      return entry.clockCorrected || correct === null
        ? { ...entry, state: 'attention', problem: outcome.problem }
        : {
            ...entry,
            payload: correct(outcome.serverTime),
            state: 'queued',
            dueAt: now,
            problem: null,
            clockCorrected: true,
          };
    case 'attention':
      return { ...entry, state: 'attention', problem: outcome.problem };
  }
}

/** Queued again after an attempt that got no answer. */
export function unanswered(entry: Entry, now: number, random: number): Entry {
  const dueAt = now + backOff(entry.attempts, random, LONGEST_UNANSWERED_MS);
  return { ...entry, state: 'queued', dueAt, problem: networkProblem() };
}

/** Queued again with another payload, after the person has corrected what the server refused. */
export function revised<P>(entry: Entry, payload: P, now: number): Entry<P> {
  return { ...entry, payload, state: 'queued', dueAt: now, attempts: 0, problem: null, clockCorrected: false };
}
