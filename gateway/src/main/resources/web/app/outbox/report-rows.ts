import type { Incident } from '../api/types.ts';
import { isDelivered, isWaiting, type Entry } from './entry.ts';
import { isReport, type ReportEntry } from './report.ts';

/** A row of the ranger's list: a report that is only on this device, or one that the server has. */
export type Row = { at: number; id: string } & (
  | { is: 'entry'; report: ReportEntry }
  | { is: 'incident'; incident: Incident }
);

/**
 * All reports of a person: first those that are only on this device, then those of the server, each newest first. A
 * report appears once, unless it conflicts with the server's report with the same id.
 */
export function rows(owner: string, entries: readonly Entry[], incidents: readonly Incident[]): Row[] {
  const listed = new Set(incidents.map((incident) => incident.id));
  const local = entries
    .filter(isReport)
    .filter((report) => report.owner === owner && (report.state === 'attention' || !listed.has(report.id)))
    .map((report): Row => ({ is: 'entry', id: report.id, at: report.savedAt, report }));
  const known = incidents.map(
    (incident): Row => ({ is: 'incident', id: incident.id, at: Date.parse(incident.receivedAt), incident }),
  );
  return [...local.sort(newestFirst), ...known.sort(newestFirst)];
}

function newestFirst(a: Row, b: Row): number {
  return b.at - a.at;
}

/** The ids of the delivered reports that the server lists, which can be removed from this device. */
export function listedByServer(entries: readonly Entry[], incidents: readonly Incident[]): string[] {
  const listed = new Set(incidents.map((incident) => incident.id));
  return entries.filter((entry) => isReport(entry) && isDelivered(entry) && listed.has(entry.id)).map(({ id }) => id);
}

export interface Count {
  waiting: number;
  attention: number;
  /** Undelivered entries of other people on this device. */
  others: number;
  /** Undelivered entries without an owner. */
  unclaimed: number;
}

/** @param owner the id of the person whose entries count as own; null if no one is logged in */
export function count(owner: string | null, entries: readonly Entry[]): Count {
  const own = owner === null ? [] : entries.filter((entry) => entry.owner === owner);
  const foreign = entries.filter((entry) => !isDelivered(entry) && entry.owner !== null && entry.owner !== owner);
  return {
    waiting: own.filter(isWaiting).length,
    attention: own.filter((entry) => entry.state === 'attention').length,
    others: foreign.length,
    unclaimed: unclaimed(entries).length,
  };
}

/** Undelivered entries without an owner. */
export function unclaimed(entries: readonly Entry[]): Entry[] {
  return entries.filter((entry) => entry.owner === null && !isDelivered(entry));
}
