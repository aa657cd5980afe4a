import { INCIDENT_STATUSES, KINDS, type IncidentStatus, type Kind } from '../api/types.ts';
import { matching, someOf, type QueryChange } from '../routing/route.ts';

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const REGION = /^\d{2}(\d{2}(\d{2}(\d{3}(\d{3})?)?)?)?$/;
const USERNAME = /^[\p{L}\p{N}._@+-]{1,100}$/u;

/** The filter of the list of cases, stored in the query of the address. */
export interface CaseFilter {
  /** The person's own region or a region below it. */
  region: string;
  /** Empty for all. */
  kinds: readonly Kind[];
  /** Empty for all. */
  statuses: readonly IncidentStatus[];
  /** `me`, a username, or null for everyone. */
  reporter: string | null;
  /** Days in China, YYYY-MM-DD, both included. */
  from: string | null;
  to: string | null;
}

/** The statuses of an open case. */
export const OPEN_STATUSES: readonly IncidentStatus[] = ['REPORTED', 'ACCEPTED', 'HANDED_OVER', 'HANDLED'];

/** Reads the filter from a query. An invalid value counts as absent. */
export function caseFilterOf(query: URLSearchParams, ownRegion: string): CaseFilter {
  const region = matching(query, 'region', REGION);
  return {
    region: region?.startsWith(ownRegion) === true ? region : ownRegion,
    kinds: someOf(query, 'kind', KINDS),
    statuses: someOf(query, 'status', INCIDENT_STATUSES),
    reporter: matching(query, 'reporter', USERNAME),
    from: matching(query, 'from', DAY),
    to: matching(query, 'to', DAY),
  };
}

/** The query parameters of a filter. */
export function queryOf(filter: CaseFilter, ownRegion: string): QueryChange {
  return {
    region: filter.region === ownRegion ? null : filter.region,
    kind: filter.kinds,
    status: filter.statuses,
    reporter: filter.reporter,
    from: filter.from,
    to: filter.to,
  };
}

/** The number of filters that are set. */
export function filterCount(filter: CaseFilter, ownRegion: string): number {
  const { kinds, statuses, reporter, from, to } = filter;
  return [filter.region !== ownRegion, kinds.length > 0, statuses.length > 0, reporter !== null, from !== null || to !== null].filter(
    Boolean,
  ).length;
}

export function isSame<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((each) => b.includes(each));
}
