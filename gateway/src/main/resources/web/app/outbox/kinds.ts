import type { Answer, Call } from '../api/client.ts';
import type { Me } from '../api/types.ts';
import type { DeliveryOutcome } from './delivery-outcome.ts';
import type { Entry } from './entry.ts';

/** A request for the client. `body` is sent as JSON; a `Blob` is sent unchanged. */
export interface OutboxRequest extends Pick<Call, 'method' | 'body' | 'headers' | 'timeoutMs'> {
  path: string;
}

/** Defines how entries of one kind are sent and what the responses mean. */
export interface EntryKind<P> {
  readonly name: string;
  /** Lower numbers are sent first, such as a fire before a photo. */
  readonly priority: number;
  request(entry: Entry<P>): OutboxRequest;
  outcome(answer: Answer): DeliveryOutcome;
  /** Corrects the payload's times by the server's clock. Kinds without times omit it. */
  correctClock?(payload: P, serverTime: number, now: number): P;
  /** Completes a payload that was made while no one was logged in, with data of the person who claims it. */
  claim?(payload: P, person: Me): P;
  /** The entry `from` now has the id `to`: replaces its id in the payload of an entry that depends on it. */
  renamed?(payload: P, from: string, to: string): P;
}

/** The kinds by name. An entry of an unknown kind was saved by a newer version: it is stored but not sent. */
export class Kinds {
  private readonly byName = new Map<string, EntryKind<unknown>>();

  constructor(...kinds: EntryKind<unknown>[]) {
    kinds.forEach((kind) => this.byName.set(kind.name, kind));
  }

  of(entry: Entry): EntryKind<unknown> | null {
    return this.byName.get(entry.kind) ?? null;
  }
}
