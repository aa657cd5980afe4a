import { networkProblem, type Problem } from '../api/problem.ts';
import { backOff, LONGEST_UNANSWERED_MS } from './backoff.ts';
import type { DeliveryOutcome } from './delivery-outcome.ts';

/**
 * `queued` waits for the network or its next attempt; `sending` is being sent, or was when the page closed or crashed;
 * `attention` was rejected and needs the person; `delivered` is stored by the server.
 */
export type EntryState = 'queued' | 'sending' | 'attention' | 'delivered';

/** Data that this device has to deliver. All times are ms since the epoch by the device's clock. */
export interface Entry<P = unknown> {
  readonly id: string;
  /** The name of its {@link EntryKind}, which defines how it is sent. */
  readonly kind: string;
  /**
   * The id of the person who made it. It is only sent in this person's session. Null if no one was logged in and the
   * entry is still unclaimed. An entry that was saved before people had ids has a {@link legacyOwner}.
   */
  readonly owner: string | null;
  /** The aggregate, e.g. `incident:<id>` or `patrol:<id>`. Entries of one aggregate are sent in the order of `seq`. */
  readonly aggregate: string;
  readonly seq: number;
  /** Ids of the entries that must be delivered before this one. An id that is no longer stored counts as delivered. */
  readonly dependsOn: readonly string[];
  readonly payload: P;
  readonly state: EntryState;
  readonly savedAt: number;
  readonly deliveredAt: number | null;
  /** The earliest time of the next attempt. */
  readonly dueAt: number;
  readonly attempts: number;
  /** The reason why it is not delivered yet. */
  readonly problem: Problem | null;
  /** Whether its time was already corrected by the server's clock, because the device's clock is fast. */
  readonly clockCorrected: boolean;
}

/** The fields that the creator of an entry sets. Without `seq` it becomes the last of its aggregate. */
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

/**
 * The owner of an entry from the time when only usernames were known. It is replaced by the id at the next contact with
 * the server.
 */
export function legacyOwner(username: string): string {
  return `username:${username}`;
}

/** Whether it is still to be sent without action of the person. */
export function isWaiting(entry: Entry): boolean {
  return entry.state === 'queued' || entry.state === 'sending';
}

export function isDelivered(entry: Entry): boolean {
  return entry.state === 'delivered';
}

/** Starts an attempt. An entry that is no longer waiting stays unchanged. */
export function sending(entry: Entry): Entry {
  return isWaiting(entry) ? { ...entry, state: 'sending', attempts: entry.attempts + 1 } : entry;
}

/**
 * The entry after the response to one attempt.
 *
 * @param correct corrects the payload's times by the server's clock; null if the kind has no times
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

/** Queues the entry again after an attempt without response. */
export function unanswered(entry: Entry, now: number, random: number): Entry {
  const dueAt = now + backOff(entry.attempts, random, LONGEST_UNANSWERED_MS);
  return { ...entry, state: 'queued', dueAt, problem: networkProblem() };
}

/** Queues the entry again with the payload that the person has corrected. */
export function revised<P>(entry: Entry, payload: P, now: number): Entry<P> {
  return { ...entry, payload, state: 'queued', dueAt: now, attempts: 0, problem: null, clockCorrected: false };
}
