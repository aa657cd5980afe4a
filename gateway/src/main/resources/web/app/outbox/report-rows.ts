import type { Incident } from '../api/types.ts';
import { isDelivered, isWaiting, type Entry } from './entry.ts';
import { isReport, type ReportEntry } from './report.ts';

/** A row of the ranger's list: still on this device, or known to the server. */
export type Row = { at: number; id: string } & (
  | { is: 'here'; report: ReportEntry }
  | { is: 'there'; incident: Incident }
);

/**
 * Everything this person has reported: first what is still on this device, then what the server has, each newest first.
 * A report shows once, except one that conflicts with what the server has under its id.
 */
export function rows(owner: string, entries: readonly Entry[], incidents: readonly Incident[]): Row[] {
  const there = new Set(incidents.map((incident) => incident.id));
  const here = entries
    .filter(isReport)
    .filter((report) => report.owner === owner && (report.state === 'attention' || !there.has(report.id)))
    .map((report): Row => ({ is: 'here', id: report.id, at: report.savedAt, report }));
  const known = incidents.map(
    (incident): Row => ({ is: 'there', id: incident.id, at: Date.parse(incident.receivedAt), incident }),
  );
  return [...here.sort(newestFirst), ...known.sort(newestFirst)];
}

function newestFirst(a: Row, b: Row): number {
  return b.at - a.at;
}

/** Reports that the server lists: they need not be kept here any longer. */
export function settled(entries: readonly Entry[], incidents: readonly Incident[]): string[] {
  const there = new Set(incidents.map((incident) => incident.id));
  return entries.filter((entry) => isReport(entry) && isDelivered(entry) && there.has(entry.id)).map(({ id }) => id);
}

export interface Count {
  waiting: number;
  attention: number;
  /** Not delivered, and made by other people on this device. */
  others: number;
  /** Made while nobody was logged in. */
  unclaimed: number;
}

/** @param owner whose entries are counted as their own; null if nobody is logged in */
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

/** Entries that were made while nobody was logged in. */
export function unclaimed(entries: readonly Entry[]): Entry[] {
  return entries.filter((entry) => entry.owner === null && !isDelivered(entry));
}
