import { database } from '../device/database.ts';
import { Exclusive } from '../device/exclusive.ts';
import { gatewayConnection } from './connection.ts';
import { DatabaseEntryStore } from './entry-store.ts';
import { Kinds } from './kinds.ts';
import { REPORT } from './report.ts';
import { Sender, type Round } from './sender.ts';

/** The name of the lock, the background sync and the channel on which pages and worker announce changes. */
export const OUTBOX = 'linzhang.outbox';

/** Register a new kind here. */
const kinds = new Kinds(REPORT);

const channel = new BroadcastChannel(OUTBOX);
const exclusive = new Exclusive(`${OUTBOX}.round`);

export const entryStore = new DatabaseEntryStore(database, kinds, () => channel.postMessage('changed'));
const sender = new Sender(entryStore, gatewayConnection, kinds);

/** Runs a round of sending. If the browser supports locks, only one round runs on this device at a time. */
export function dispatch(urgent: boolean): Promise<Round> {
  return exclusive.run((signal) => sender.round(urgent, signal));
}
