import type { Problem } from '../api/problem.ts';
import type { Me } from '../api/types.ts';
import { result, type Database } from '../device/database.ts';
import { BY_AGGREGATE, BY_OWNER, CACHED_INCIDENTS, ENTRIES, type CachedIncidents } from '../device/schema.ts';
import { isDelivered, isWaiting, newEntry, type Entry, type NewEntry } from './entry.ts';
import type { Kinds } from './kinds.ts';
import type { EntryStore } from './sender.ts';

/** The problem of an entry that depended on a discarded one; the person decides what to do with it. */
export const DEPENDENCY_DISCARDED: Problem = {
  type: 'https://linzhang.org/problems/dependency-discarded',
  title: 'What it belongs to was discarded',
  status: 0,
};

/** Stores the outbox's entries and the cached lists in IndexedDB. Each method is one transaction. */
export class DatabaseEntryStore implements EntryStore {
  private readonly database: Database;
  private readonly kinds: Kinds;
  private readonly changed: () => void;

  /** @param changed called after each change of an entry */
  constructor(database: Database, kinds: Kinds, changed: () => void) {
    this.database = database;
    this.kinds = kinds;
    this.changed = changed;
  }

  all(): Promise<Entry[]> {
    return this.database.run(ENTRIES, 'readonly', (transaction) => result(entriesOf(transaction).getAll()));
  }

  /** Resolves after the entry is written to disk. Rejects if its id exists or the device can't store it. */
  add<P>(made: NewEntry<P>, now: number): Promise<Entry<P>> {
    return this.write(async (entries) => {
      const siblings = (await result(entries.index(BY_AGGREGATE).getAll(made.aggregate))) as Entry[];
      const entry = newEntry(made, Math.max(0, ...siblings.map(({ seq }) => seq)) + 1, now);
      await result(entries.add(entry));
      return entry;
    });
  }

  /** If an entry gets a new id, the entries that depend on it are changed to the new id. */
  change(id: string, how: (entry: Entry) => Entry): Promise<Entry | undefined> {
    return this.write(async (entries) => {
      const entry = (await result(entries.get(id))) as Entry | undefined;
      if (entry === undefined) {
        return undefined;
      }
      const changed = how(entry);
      if (changed.id !== id) {
        await result(entries.delete(id));
        await this.renameDependency(entries, entry, changed);
      }
      await result(entries.put(changed));
      return changed;
    });
  }

  /** Removes delivered entries. */
  async remove(ids: readonly string[]): Promise<void> {
    if (ids.length > 0) {
      await this.write((entries) => Promise.all(ids.map((id) => result(entries.delete(id)))));
    }
  }

  /** Discards undelivered entries. Entries that depend on them then need the person's decision. */
  async discard(ids: readonly string[]): Promise<void> {
    await this.write(async (entries) => {
      await Promise.all(ids.map((id) => result(entries.delete(id))));
      const all = (await result(entries.getAll())) as Entry[];
      const orphans = all.filter((entry) => isWaiting(entry) && entry.dependsOn.some((id) => ids.includes(id)));
      await Promise.all(
        orphans.map((entry) => result(entries.put({ ...entry, state: 'attention', problem: DEPENDENCY_DISCARDED }))),
      );
    });
  }

  /** Makes the person the owner of unclaimed entries. */
  async claim(ids: readonly string[], person: Me, now: number): Promise<void> {
    await this.write(async (entries) => {
      for (const id of ids) {
        const entry = (await result(entries.get(id))) as Entry | undefined;
        if (entry !== undefined && entry.owner === null) {
          const payload = this.kinds.of(entry)?.claim?.(entry.payload, person) ?? entry.payload;
          await result(entries.put({ ...entry, payload, owner: person.id, dueAt: now }));
        }
      }
    });
  }

  async rename(owner: string, to: string): Promise<void> {
    const isRenamed = await this.database.run([ENTRIES, CACHED_INCIDENTS], 'readwrite', async (transaction) => {
      const own = (await result(entriesOf(transaction).index(BY_OWNER).getAll(owner))) as Entry[];
      await Promise.all(own.map((entry) => result(entriesOf(transaction).put({ ...entry, owner: to }))));
      const lists = transaction.objectStore(CACHED_INCIDENTS);
      const list = (await result(lists.get(owner))) as CachedIncidents | undefined;
      if (list !== undefined) {
        await result(lists.delete(owner));
        await result(lists.put({ ...list, owner: to }));
      }
      return own.length > 0;
    });
    if (isRenamed) {
      this.changed();
    }
  }

  cachedIncidents(owner: string): Promise<CachedIncidents | undefined> {
    return this.database.run(CACHED_INCIDENTS, 'readonly', (transaction) =>
      result(transaction.objectStore(CACHED_INCIDENTS).get(owner) as IDBRequest<CachedIncidents | undefined>),
    );
  }

  async cacheIncidents(list: CachedIncidents): Promise<void> {
    await this.database.run(CACHED_INCIDENTS, 'readwrite', (transaction) =>
      result(transaction.objectStore(CACHED_INCIDENTS).put(list)),
    );
  }

  /** Deletes delivered entries and the cached lists of everyone except one person. Undelivered entries stay. */
  async deleteDataOfOthers(owner: string | null): Promise<void> {
    await this.database.run([ENTRIES, CACHED_INCIDENTS], 'readwrite', async (transaction) => {
      const entries = (await result(entriesOf(transaction).getAll())) as Entry[];
      const delivered = entries.filter((entry) => isDelivered(entry) && entry.owner !== owner);
      await Promise.all(delivered.map(({ id }) => result(entriesOf(transaction).delete(id))));
      const lists = transaction.objectStore(CACHED_INCIDENTS);
      const foreign = (await result(lists.getAllKeys())).filter((key) => key !== owner);
      await Promise.all(foreign.map((key) => result(lists.delete(key))));
    });
    this.changed();
  }

  private async renameDependency(entries: IDBObjectStore, from: Entry, to: Entry): Promise<void> {
    const dependents = ((await result(entries.getAll())) as Entry[]).filter(
      (entry) => entry.dependsOn.includes(from.id) || (entry.aggregate === from.aggregate && entry.id !== from.id),
    );
    for (const entry of dependents) {
      const payload = this.kinds.of(entry)?.renamed?.(entry.payload, from.id, to.id) ?? entry.payload;
      const dependsOn = entry.dependsOn.map((id) => (id === from.id ? to.id : id));
      const aggregate = entry.aggregate === from.aggregate ? to.aggregate : entry.aggregate;
      await result(entries.put({ ...entry, payload, dependsOn, aggregate }));
    }
  }

  private async write<T>(work: (entries: IDBObjectStore) => Promise<T>): Promise<T> {
    const value = await this.database.run(ENTRIES, 'readwrite', (transaction) => work(entriesOf(transaction)));
    this.changed();
    return value;
  }
}

function entriesOf(transaction: IDBTransaction): IDBObjectStore {
  return transaction.objectStore(ENTRIES);
}
