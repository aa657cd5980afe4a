import { countiesOf, countyAt, type Counties } from '../map/geometry.ts';
import type { Me, Position, ReportBody } from '../api/types.ts';

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
 * The region and position of a report. The own region goes along with a position, so that a village ranger's report
 * stays in the village; people of a city or province leave finding the county to the server.
 */
export function whereOf(place: Place, me: Me): Where {
  const { position } = place;
  const wide = me.region.level === 'PROVINCE' || me.region.level === 'CITY';
  const regionCode = place.region?.code ?? (wide && position !== null ? undefined : me.region.code);
  return {
    ...(regionCode === undefined ? {} : { regionCode }),
    ...(position === null ? {} : { position, details: evidence(place) }),
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
