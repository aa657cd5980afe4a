import { uuid7 } from '../api/ids.ts';
import type { Me, ReportBody } from '../api/types.ts';
import { deliveryOutcome } from './delivery-outcome.ts';
import { revised, type Entry, type NewEntry } from './entry.ts';
import type { EntryKind } from './kinds.ts';

/** A report of an incident. The entry's id is the incident's id. */
export interface ReportPayload {
  /** The region's name, shown without network. */
  regionName: string;
  body: ReportBody;
}

export type ReportEntry = Entry<ReportPayload>;

const NAME = 'report';

export const REPORT: EntryKind<ReportPayload> = {
  name: NAME,
  priority: 10,

  request: ({ id, payload }) => ({ method: 'PUT', path: `/api/incidents/${id}`, body: payload.body }),

  outcome: (answer) => deliveryOutcome(answer, 'reportedAt'),

  /** The server's clock is authoritative: the device's time is shifted by the difference and stored as evidence. */
  correctClock(payload, serverTime, now) {
    const deviceTime = payload.body.reportedAt;
    const moved = Math.min(Date.parse(deviceTime) + (serverTime - now), serverTime);
    return {
      ...payload,
      body: {
        ...payload.body,
        reportedAt: new Date(moved).toISOString(),
        details: { ...payload.body.details, deviceTime },
      },
    };
  },

  claim: (payload, person) => ({
    regionName: payload.regionName === '' ? person.region.name : payload.regionName,
    body: {
      ...payload.body,
      ...regionOf(payload.body, person),
      details: { ...payload.body.details, claimed: true },
    },
  }),
};

export function newReport(owner: string | null, payload: ReportPayload, now: number): NewEntry<ReportPayload> {
  const id = uuid7(now);
  return { id, kind: NAME, owner, aggregate: aggregateOf(id), payload };
}

export function isReport(entry: Entry): entry is ReportEntry {
  return entry.kind === NAME;
}

/** The same report with a new id, because the server has a different one with the old id. */
export function renewed(entry: Entry, payload: ReportPayload, now: number): ReportEntry {
  const id = uuid7(now);
  return { ...revised(entry, payload, now), id, aggregate: aggregateOf(id) };
}

/**
 * The person's own region for a report that names none, so that the report of a village ranger stays in the village.
 * For people of a city or province, or of several regions, the server finds the region of the position.
 */
export function regionOf(
  body: Pick<ReportBody, 'regionCode' | 'position'>,
  { region, regions }: Me,
): { regionCode?: string } {
  const isWide = region.level === 'PROVINCE' || region.level === 'CITY' || (regions ?? []).length > 1;
  const regionCode = body.regionCode ?? (isWide && body.position !== undefined ? undefined : region.code);
  return regionCode === undefined ? {} : { regionCode };
}

function aggregateOf(id: string): string {
  return `incident:${id}`;
}
