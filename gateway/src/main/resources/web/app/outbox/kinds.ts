import type { Answer, Call } from '../api/client.ts';
import type { Me } from '../api/types.ts';
import type { DeliveryOutcome } from './delivery-outcome.ts';
import type { Entry } from './entry.ts';

/** A request as the client sends it. `body` is sent as JSON, a `Blob` as it is. */
export interface OutboxRequest extends Pick<Call, 'method' | 'body' | 'headers' | 'timeoutMs'> {
  path: string;
}

/** How entries of one kind are sent, and what the answers mean. */
export interface EntryKind<P> {
  readonly name: string;
  /** Lower numbers are sent first: a fire before a photo. */
  readonly priority: number;
  request(entry: Entry<P>): OutboxRequest;
  outcome(answer: Answer): DeliveryOutcome;
  /** Moves the payload's times by the server's clock. Kinds without times leave it out. */
  correctClock?(payload: P, serverTime: number, now: number): P;
  /** Completes a payload that was made while nobody was logged in, with what is known of the person who claims it. */
  claim?(payload: P, person: Me): P;
  /** The entry `from` is called `to` from now on: replaces its id in the payload of an entry that depends on it. */
  renamed?(payload: P, from: string, to: string): P;
}

/** The kinds by name. An entry of a kind that is not in it was saved by a newer version: it is kept and not sent. */
export class Kinds {
  private readonly byName = new Map<string, EntryKind<unknown>>();

  constructor(...kinds: EntryKind<unknown>[]) {
    kinds.forEach((kind) => this.byName.set(kind.name, kind));
  }

  of(entry: Entry): EntryKind<unknown> | null {
    return this.byName.get(entry.kind) ?? null;
  }
}
