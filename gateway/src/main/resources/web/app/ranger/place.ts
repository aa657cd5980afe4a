import { countiesOf, countyAt, type Counties } from '../map/geometry.ts';
import type { Me, Position, ReportBody } from '../api/types.ts';
import { regionOf } from '../outbox/report.ts';

export type PlaceMode = 'gps' | 'map' | 'region';

/** The place of a report as entered so far. */
export interface Place {
  mode: PlaceMode;
  position: Position | null;
  /** Metres; null if the device did not locate it. */
  accuracy: number | null;
  /** A region below the person's own that was chosen manually. */
  region: { code: string; name: string } | null;
}

export const NO_PLACE: Place = { mode: 'gps', position: null, accuracy: null, region: null };

type RegionAndPosition = Pick<ReportBody, 'regionCode' | 'position' | 'details'>;

/**
 * The region and position of a report. The person's own region is added to a position, see {@link regionOf}. If no one
 * is logged in, the region is omitted until a person claims the report.
 */
export function regionAndPosition(place: Place, me: Me | null): RegionAndPosition {
  const { position } = place;
  const chosen = {
    ...(place.region === null ? {} : { regionCode: place.region.code }),
    ...(position === null ? {} : { position }),
  };
  return {
    ...(me === null ? chosen : { ...chosen, ...regionOf(chosen, me) }),
    ...(position === null ? {} : { details: evidence(place) }),
  };
}

/** Whether the server would reject the position, because it is in another county than the person's regions. */
export function isOutsideCounty(place: Place, me: Me, counties: Counties | null): boolean {
  const regions = place.region === null ? (me.regions ?? [me.region]).map(({ code }) => code) : [place.region.code];
  const { position } = place;
  if (position === null || counties === null || regions.every((region) => countiesOf(counties, region).length === 0)) {
    return false;
  }
  const county = countyAt(counties, position)?.properties.code;
  return county === undefined || !regions.some((region) => county.startsWith(region) || region.startsWith(county));
}

function evidence(place: Place): Record<string, unknown> {
  return place.accuracy === null
    ? { positionFrom: 'MAP' }
    : { positionFrom: 'DEVICE', accuracyMetres: Math.round(place.accuracy) };
}
