import { guardCalls, send } from '../api/client.ts';
import { database, result } from '../device/database.ts';
import { FACTS } from '../device/schema.ts';

/** The name of the background sync that ends the session. */
export const LOG_OUT = 'linzhang.log-out';

const FACT = 'pending-log-out';
const TIMEOUT_MS = 10_000;

interface SyncRegistration extends ServiceWorkerRegistration {
  readonly sync?: { register(tag: string): Promise<void> };
}

let ending: Promise<boolean> | null = null;

/** From now on nothing is sent with the session until {@link endPendingSession} has ended it. */
export async function markPendingLogOut(): Promise<void> {
  await write((facts) => facts.put(Date.now(), FACT));
}

/**
 * Ends the session of a person who has logged out on this device, if there is one; one attempt at a time.
 *
 * @returns whether no such session is left; false if the server can't be reached
 */
export function endPendingSession(): Promise<boolean> {
  ending ??= end().finally(() => (ending = null));
  return ending;
}

/** Has the worker end the session as soon as the network is back, although no page is open. */
export async function askForLogOutSync(): Promise<void> {
  try {
    const registration: SyncRegistration = await navigator.serviceWorker.ready;
    await registration.sync?.register(LOG_OUT);
  } catch {
    // Without Background Sync the next page that opens ends it.
  }
}

/** Whether somebody has logged out here whose session still lives at the server. */
export async function isLogOutPending(): Promise<boolean> {
  try {
    const markedAt = await database.run(FACTS, 'readonly', (transaction) =>
      result(transaction.objectStore(FACTS).get(FACT) as IDBRequest<unknown>),
    );
    return markedAt !== undefined;
  } catch {
    // The log-out that couldn't be marked was refused.
    return false;
  }
}

async function end(): Promise<boolean> {
  if (!(await isLogOutPending())) {
    return true;
  }
  if (!(await endSession())) {
    return false;
  }
  await write((facts) => facts.delete(FACT));
  return true;
}

/** Ends the session now. Harmless without one. @returns whether it has ended */
export async function endSession(): Promise<boolean> {
  try {
    const { status } = await send('/logout', { method: 'POST', unguarded: true, timeoutMs: TIMEOUT_MS });
    return status === 204;
  } catch {
    return false;
  }
}

async function write(change: (facts: IDBObjectStore) => IDBRequest): Promise<void> {
  await database.run(FACTS, 'readwrite', (transaction) => result(change(transaction.objectStore(FACTS))));
}

guardCalls(endPendingSession);
