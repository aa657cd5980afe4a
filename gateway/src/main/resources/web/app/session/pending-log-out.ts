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

/** After this call, no request uses the session until {@link endPendingSession} has ended it. */
export async function markPendingLogOut(): Promise<void> {
  await write((facts) => facts.put(Date.now(), FACT));
}

/**
 * Ends the session of a person who has logged out on this device, if there is one; one attempt at a time.
 *
 * @returns whether there is no such session any more; false if the server can't be reached
 */
export function endPendingSession(): Promise<boolean> {
  ending ??= end().finally(() => (ending = null));
  return ending;
}

/** Registers a background sync: the worker ends the session when the network is back, also if no page is open. */
export async function requestLogOutSync(): Promise<void> {
  try {
    const registration: SyncRegistration = await navigator.serviceWorker.ready;
    await registration.sync?.register(LOG_OUT);
  } catch {
    // Without Background Sync, the next page that opens ends the session.
  }
}

/** Whether a person has logged out on this device but their session still exists at the server. */
export async function isLogOutPending(): Promise<boolean> {
  try {
    const markedAt = await database.run(FACTS, 'readonly', (transaction) =>
      result(transaction.objectStore(FACTS).get(FACT) as IDBRequest<unknown>),
    );
    return markedAt !== undefined;
  } catch {
    // Without storage no log-out can be pending, because saving it would have failed.
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

/**
 * Ends the session now; does nothing without a session.
 *
 * @returns whether the session has ended
 */
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
