import { countiesOf, countyAt, type Counties } from '../map/geometry.ts';
import type { Me, Position, ReportBody } from '../api/types.ts';
import { regionOf } from '../outbox/report.ts';

export type PlaceMode = 'gps' | 'map' | 'region';

/** Where something was seen, as the person has said it so far. */
export interface Place {
  mode: PlaceMode;
  position: Position | null;
  /** Metres, if the device located it. */
  accuracy: number | null;
  /** A region below the person's own, chosen by hand. */
  region: { code: string; name: string } | null;
}

export const NOWHERE: Place = { mode: 'gps', position: null, accuracy: null, region: null };

type Where = Pick<ReportBody, 'regionCode' | 'position' | 'details'>;

/**
 * The region and position of a report. The person's own region is added to a position, see {@link regionOf}; without a
 * person it is left out until somebody claims the report.
 */
export function whereOf(place: Place, me: Me | null): Where {
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

/** Whether the server would refuse the position, lying in another county than the person's region. */
export function isElsewhere(place: Place, me: Me, counties: Counties | null): boolean {
  const region = place.region?.code ?? me.region.code;
  if (place.position === null || counties === null || countiesOf(counties, region).length === 0) {
    return false;
  }
  const county = countyAt(counties, place.position)?.properties.code;
  return county === undefined || !(county.startsWith(region) || region.startsWith(county));
}

function evidence(place: Place): Record<string, unknown> {
  return place.accuracy === null
    ? { positionFrom: 'MAP' }
    : { positionFrom: 'DEVICE', accuracyMetres: Math.round(place.accuracy) };
}
