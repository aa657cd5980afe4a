import { Store } from '../state/store.ts';
import { DATABASE, upgrade, VERSION } from './schema.ts';

/**
 * `blocked`: a page of an older version still has the database open. `newer`: a newer version of the app has upgraded
 * the database, so this page must be reloaded. `failed`: the browser cannot open the database.
 */
export type DatabaseState = 'closed' | 'open' | 'blocked' | 'newer' | 'failed';

/** Thrown while the database can't be used. The stored data is not affected. */
export class DatabaseError extends Error {
  readonly state: DatabaseState;

  constructor(state: DatabaseState, cause?: unknown) {
    super(`The database is ${state}`, { cause });
    this.state = state;
  }
}

/** How long a call waits for an older page to close the database, ms. */
const BLOCKED_LIMIT_MS = 3_000;

/**
 * The IndexedDB database of this device. Its data survives a closed page, a closed browser and a power loss.
 *
 * It uses IndexedDB directly, without `idb`: `idb` leaves the difficult part, opening (blocked, newer, closed), to its
 * caller, and its promises replace only ten lines.
 */
export class Database extends Store {
  state: DatabaseState = 'closed';
  private opening: Promise<IDBDatabase> | null = null;

  /**
   * Runs one transaction. `work` may await only requests of this transaction. Resolves after the changes are written to
   * disk.
   */
  async run<T>(
    stores: string | string[],
    mode: IDBTransactionMode,
    work: (transaction: IDBTransaction) => Promise<T>,
  ): Promise<T> {
    const database = await this.open();
    const transaction = database.transaction(stores, mode, { durability: 'strict' });
    const finished = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new DOMException('Aborted', 'AbortError'));
    });
    try {
      const result = await work(transaction);
      await finished;
      return result;
    } catch (error) {
      try {
        transaction.abort();
      } catch {
        // The transaction has already ended.
      }
      // The transaction's error is more specific than the request's, for example QuotaExceededError.
      throw await finished.then(() => error, (reason: unknown) => (isAbort(reason) ? error : reason));
    }
  }

  private open(): Promise<IDBDatabase> {
    this.opening ??= this.request();
    return this.state === 'open' ? this.opening : Promise.race([this.opening, this.refusalIfBlocked()]);
  }

  private request(): Promise<IDBDatabase> {
    return new Promise((resolve, reject) => {
      const request = indexedDB.open(DATABASE, VERSION);
      request.onupgradeneeded = (event) => {
        // Null only outside an upgrade.
        upgrade(request.result, request.transaction as IDBTransaction, event.oldVersion);
      };
      // The request continues and succeeds when the older page is closed.
      request.onblocked = () => this.become('blocked');
      request.onsuccess = () => {
        const database = request.result;
        database.onversionchange = () => this.close(database, 'newer');
        database.onclose = () => this.close(database, 'closed');
        this.become('open');
        resolve(database);
      };
      request.onerror = () => {
        const state = request.error?.name === 'VersionError' ? 'newer' : 'failed';
        this.opening = null;
        this.become(state);
        reject(new DatabaseError(state, request.error));
      };
    });
  }

  /** Rejects if an older page still has the database open after a while; never resolves. */
  private refusalIfBlocked(): Promise<never> {
    return new Promise((_, reject) => {
      setTimeout(() => {
        if (this.state === 'blocked') {
          reject(new DatabaseError('blocked'));
        }
      }, BLOCKED_LIMIT_MS);
    });
  }

  /** Closes the database, so that a newer page can upgrade it. */
  private close(database: IDBDatabase, state: DatabaseState): void {
    database.close();
    this.opening = null;
    this.become(state);
  }

  private become(state: DatabaseState): void {
    if (this.state !== state) {
      this.state = state;
      this.changed();
    }
  }
}

export function result<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new DOMException('Failed', 'UnknownError'));
  });
}

function isAbort(reason: unknown): boolean {
  return reason instanceof DOMException && reason.name === 'AbortError';
}

export const database = new Database();
