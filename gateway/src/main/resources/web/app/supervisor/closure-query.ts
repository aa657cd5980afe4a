import { GROUPINGS, type Grouping } from '../api/types.ts';
import { matching, oneOf, type QueryChange } from '../routing/route.ts';
import { isPeriod, periodOf, type Period } from './period.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** A province, city, county, township or village. */
const REGION = /^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/;
const DIGITS = [2, 4, 6, 9, 12];

/** The shown closure rates, stored in the query of the address. */
export interface ClosureQuery {
  region: string;
  by: Grouping;
  period: Period;
}

/**
 * Reads it from a query. The default period is this year, the default region the person's own.
 *
 * @param today YYYY-MM-DD
 */
export function closureQueryOf(query: URLSearchParams, ownRegion: string, today: string): ClosureQuery {
  const region = matching(query, 'region', REGION);
  const period = { from: matching(query, 'from', DAY) ?? '', to: matching(query, 'to', DAY) ?? '' };
  return {
    region: region?.startsWith(ownRegion) === true ? region : ownRegion,
    by: oneOf(query, 'by', GROUPINGS) ?? 'region',
    period: isPeriod(period) ? period : periodOf('year', today),
  };
}

/** The query parameters; default values are omitted. */
export function queryOf({ region, by, period }: ClosureQuery, ownRegion: string, today: string): QueryChange {
  const usual = periodOf('year', today);
  const isUsual = period.from === usual.from && period.to === usual.to;
  return {
    region: region === ownRegion ? null : region,
    by: by === 'region' ? null : by,
    from: isUsual ? null : period.from,
    to: isUsual ? null : period.to,
  };
}

/** The codes of the regions from one to another inside it, both included. */
export function regionsBetween(top: string, region: string): string[] {
  return DIGITS.filter((digits) => digits >= top.length && digits <= region.length).map((digits) =>
    region.slice(0, digits),
  );
}
