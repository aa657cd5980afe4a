import type { Incident } from '../../api/types.ts';
import type { QueuedReport } from './report.ts';
import type { ReportStore } from './sender.ts';

const NAME = 'linzhang';
const VERSION = 1;
const REPORTS = 'reports';
const SEEN = 'seen';

/** What the server last said of a user's own reports, to show without network. */
export interface Seen {
  owner: string;
  at: number;
  incidents: Incident[];
}

/** IndexedDB: what is in it survives the page, the browser and an empty battery. */
export class Database implements ReportStore {
  private opened: Promise<IDBDatabase> | null = null;
  private readonly told: () => void;

  /** @param told called after each change of a report */
  constructor(told: () => void) {
    this.told = told;
  }

  all(): Promise<QueuedReport[]> {
    return this.run(REPORTS, 'readonly', (store) => store.getAll() as IDBRequest<QueuedReport[]>);
  }

  /** Resolves when the report is on the disk. */
  async add(report: QueuedReport): Promise<void> {
    await this.run(REPORTS, 'readwrite', (store) => store.add(report));
    this.told();
  }

  async change(id: string, how: (report: QueuedReport) => QueuedReport): Promise<void> {
    await this.run(REPORTS, 'readwrite', (store) => {
      const read = store.get(id) as IDBRequest<QueuedReport | undefined>;
      read.onsuccess = () => {
        if (read.result === undefined) {
          return;
        }
        const changed = how(read.result);
        if (changed.id !== id) {
          store.delete(id);
        }
        store.put(changed);
      };
      return read;
    });
    this.told();
  }

  async remove(ids: string[]): Promise<void> {
    if (ids.length > 0) {
      await this.run(REPORTS, 'readwrite', (store) => {
        ids.forEach((id) => store.delete(id));
        return store.count();
      });
      this.told();
    }
  }

  seen(owner: string): Promise<Seen | undefined> {
    return this.run(SEEN, 'readonly', (store) => store.get(owner) as IDBRequest<Seen | undefined>);
  }

  async see(seen: Seen): Promise<void> {
    await this.run(SEEN, 'readwrite', (store) => store.put(seen));
  }

  private async run<T>(
    name: string,
    mode: IDBTransactionMode,
    request: (store: IDBObjectStore) => IDBRequest<T>,
  ): Promise<T> {
    const database = await this.open();
    return new Promise((resolve, reject) => {
      const transaction = database.transaction(name, mode, { durability: 'strict' });
      const result = request(transaction.objectStore(name));
      transaction.oncomplete = () => resolve(result.result);
      transaction.onabort = () => reject(transaction.error ?? new Error('The transaction was aborted'));
    });
  }

  private open(): Promise<IDBDatabase> {
    this.opened ??= new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(NAME, VERSION);
      request.onupgradeneeded = () => {
        request.result.createObjectStore(REPORTS, { keyPath: 'id' });
        request.result.createObjectStore(SEEN, { keyPath: 'owner' });
      };
      request.onsuccess = () => {
        const database = request.result;
        database.onversionchange = () => this.forget(database);
        database.onclose = () => this.forget(null);
        resolve(database);
      };
      request.onerror = () => {
        this.opened = null;
        reject(request.error ?? new Error('The database cannot be opened'));
      };
    });
    return this.opened;
  }

  private forget(database: IDBDatabase | null): void {
    database?.close();
    this.opened = null;
  }
}
