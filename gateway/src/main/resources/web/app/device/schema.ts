import { legacyOwner, newEntry, type Entry, type EntryState } from '../outbox/entry.ts';
import type { Problem } from '../api/problem.ts';
import type { Incident, ReportBody } from '../api/types.ts';

export const DATABASE = 'linzhang';

/** Incremented with each migration below. */
export const VERSION = 2;

/** Entries of the outbox, by id. */
export const ENTRIES = 'entries';
/** The latest list of a person's own reports from the server, by the person's id. */
export const CACHED_INCIDENTS = 'cached-incidents';
/** Facts about this device, by name. */
export const FACTS = 'facts';

export const BY_OWNER = 'owner';
export const BY_AGGREGATE = 'aggregate';

/** Shown without network. */
export interface CachedIncidents {
  owner: string;
  at: number;
  incidents: Incident[];
}

/**
 * Upgrades the database to {@link VERSION} in one transaction: completely or not at all. A database of any earlier
 * version is migrated step by step. A released step must not be changed.
 */
export function upgrade(database: IDBDatabase, transaction: IDBTransaction, from: number): void {
  if (from < 2) {
    createEntries(database);
    if (from === 1) {
      migrateReports(database, transaction);
    }
  }
}

function createEntries(database: IDBDatabase): void {
  const entries = database.createObjectStore(ENTRIES, { keyPath: 'id' });
  entries.createIndex(BY_OWNER, 'owner');
  entries.createIndex(BY_AGGREGATE, 'aggregate');
  database.createObjectStore(CACHED_INCIDENTS, { keyPath: 'owner' });
  database.createObjectStore(FACTS);
}

/** Version 1 stored only reports, and identified people by their username. */
function migrateReports(database: IDBDatabase, transaction: IDBTransaction): void {
  const entries = transaction.objectStore(ENTRIES);
  const reports = transaction.objectStore('reports').getAll() as IDBRequest<ReportOfVersion1[]>;
  reports.onsuccess = () => {
    reports.result.map(entryOf).forEach((entry) => entries.put(entry));
    database.deleteObjectStore('reports');
  };
  const cached = transaction.objectStore(CACHED_INCIDENTS);
  const seen = transaction.objectStore('seen').getAll() as IDBRequest<CachedIncidents[]>;
  seen.onsuccess = () => {
    seen.result.forEach((list) => cached.put({ ...list, owner: legacyOwner(list.owner) }));
    database.deleteObjectStore('seen');
  };
}

export interface ReportOfVersion1 {
  id: string;
  owner: string;
  regionName: string;
  body: ReportBody;
  state: 'queued' | 'sending' | 'attention' | 'sent';
  savedAt: number;
  sentAt: number | null;
  dueAt: number;
  attempts: number;
  problem: Problem | null;
  clockCorrected: boolean;
}

const STATES: Record<ReportOfVersion1['state'], EntryState> = {
  queued: 'queued',
  sending: 'sending',
  attention: 'attention',
  sent: 'delivered',
};

export function entryOf(report: ReportOfVersion1): Entry {
  const made = {
    id: report.id,
    kind: 'report',
    owner: legacyOwner(report.owner),
    aggregate: `incident:${report.id}`,
    payload: { regionName: report.regionName, body: report.body },
  };
  return {
    ...newEntry(made, 1, report.savedAt),
    state: STATES[report.state],
    deliveredAt: report.sentAt,
    dueAt: report.dueAt,
    attempts: report.attempts,
    problem: report.problem,
    clockCorrected: report.clockCorrected,
  };
}
