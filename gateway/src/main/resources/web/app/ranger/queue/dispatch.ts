import { Database } from './database.ts';
import { gatewayLine } from './gateway-line.ts';
import { Sender, type Round } from './sender.ts';

/** The name of the lock, of the background sync and of the channel on which tabs and worker tell of changes. */
export const REPORTS = 'linzhang.reports';

const channel = new BroadcastChannel(REPORTS);

export const database = new Database(() => channel.postMessage('changed'));
const sender = new Sender(database, gatewayLine);

/** A round of sending, never two at once on this device where the browser knows locks. */
export function dispatch(urgent: boolean): Promise<Round> {
  const round = (): Promise<Round> => sender.round(urgent);
  const locks: LockManager | undefined = navigator.locks;
  return locks === undefined ? round() : locks.request(REPORTS, round);
}
