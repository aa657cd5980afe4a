import type { Incident } from '../../api/types.ts';
import { isWaiting, type QueuedReport } from './report.ts';

/** A line of the ranger's list: still on this device, or known to the server. */
export type Row = { at: number; id: string } & (
  | { is: 'here'; report: QueuedReport }
  | { is: 'there'; incident: Incident }
);

/**
 * Everything this user has reported: first what is still on this device, then what the server has, each newest first.
 * A report shows once, but for one that conflicts with what the server has under its id.
 */
export function rows(user: string, reports: readonly QueuedReport[], incidents: readonly Incident[]): Row[] {
  const there = new Set(incidents.map((incident) => incident.id));
  const here = reports
    .filter((report) => report.owner === user && (report.state === 'attention' || !there.has(report.id)))
    .map((report): Row => ({ is: 'here', id: report.id, at: report.savedAt, report }));
  const known = incidents.map(
    (incident): Row => ({ is: 'there', id: incident.id, at: Date.parse(incident.receivedAt), incident }),
  );
  return [...here.sort(newestFirst), ...known.sort(newestFirst)];
}

function newestFirst(a: Row, b: Row): number {
  return b.at - a.at;
}

/** Reports that the server lists: nothing is left to keep of them here. */
export function settled(reports: readonly QueuedReport[], incidents: readonly Incident[]): string[] {
  const there = new Set(incidents.map((incident) => incident.id));
  return reports.filter((report) => report.state === 'sent' && there.has(report.id)).map((report) => report.id);
}

export interface Count {
  waiting: number;
  attention: number;
  /** Not delivered, and made by somebody else on this device. */
  others: number;
}

export function count(user: string | null, reports: readonly QueuedReport[]): Count {
  const own = reports.filter((report) => report.owner === user);
  return {
    waiting: own.filter(isWaiting).length,
    attention: own.filter((report) => report.state === 'attention').length,
    others: reports.filter((report) => report.owner !== user && report.state !== 'sent').length,
  };
}
