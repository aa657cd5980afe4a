import { Store } from '../state/store.ts';
import { DATABASE, upgrade, VERSION } from './schema.ts';

/**
 * `blocked`: a page of an older version holds the database and has not let go of it yet. `newer`: the database was
 * upgraded by a newer version of the app, so that this page must be loaded again. `failed`: the browser refuses.
 */
export type DatabaseState = 'closed' | 'open' | 'blocked' | 'newer' | 'failed';

/** Thrown while the database can't be used. What is stored in it stays. */
export class DatabaseError extends Error {
  readonly state: DatabaseState;

  constructor(state: DatabaseState, cause?: unknown) {
    super(`The database is ${state}`, { cause });
    this.state = state;
  }
}

/** How long a call waits for an older page to let go, ms. */
const BLOCKED_LIMIT_MS = 3_000;

/**
 * The IndexedDB database of this device: what is in it survives the page, the browser and an empty battery.
 *
 * Written on IndexedDB itself, without `idb`: what is difficult here, to open it (blocked, newer, closed), `idb` leaves to
 * its caller, and its promises replace ten lines.
 */
export class Database extends Store {
  state: DatabaseState = 'closed';
  private opening: Promise<IDBDatabase> | null = null;

  /**
   * Runs one transaction. `work` may await only requests of this transaction. Resolves when its changes are on the disk.
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
        // It has ended already.
      }
      // The transaction's own error says more than that of a request: QuotaExceededError, for one.
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
        // Null only outside of an upgrade.
        upgrade(request.result, request.transaction as IDBTransaction, event.oldVersion);
      };
      // The request goes on: it succeeds as soon as the older page is closed.
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

  /** Rejects if an older page still holds the database after a while; never resolves. */
  private refusalIfBlocked(): Promise<never> {
    return new Promise((_, reject) => {
      setTimeout(() => {
        if (this.state === 'blocked') {
          reject(new DatabaseError('blocked'));
        }
      }, BLOCKED_LIMIT_MS);
    });
  }

  /** Lets go of the database, so that a newer page can upgrade it. */
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

/** The result of a request. */
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
