import { database } from '../device/database.ts';
import { Exclusive } from '../device/exclusive.ts';
import { gatewayConnection } from './connection.ts';
import { DatabaseEntryStore } from './entry-store.ts';
import { Kinds } from './kinds.ts';
import { REPORT } from './report.ts';
import { Sender, type Round } from './sender.ts';

/** The name of the lock, of the background sync and of the channel on which pages and worker announce changes. */
export const OUTBOX = 'linzhang.outbox';

/** A new kind is added here, and nowhere else. */
const kinds = new Kinds(REPORT);

const channel = new BroadcastChannel(OUTBOX);
const exclusive = new Exclusive(`${OUTBOX}.round`);

export const entryStore = new DatabaseEntryStore(database, kinds, () => channel.postMessage('changed'));
const sender = new Sender(entryStore, gatewayConnection, kinds);

/** A round of sending, never two at once on this device if the browser knows locks. */
export function dispatch(urgent: boolean): Promise<Round> {
  return exclusive.run((signal) => sender.round(urgent, signal));
}
