import type { Position } from '../api/types.ts';

export type Ring = readonly (readonly [lon: number, lat: number])[];
export type Polygon = readonly Ring[];

export interface County {
  type: 'Feature';
  properties: { code: string; name: string };
  geometry: { type: 'MultiPolygon'; coordinates: readonly Polygon[] } | { type: 'Polygon'; coordinates: Polygon };
}

export interface Counties {
  type: 'FeatureCollection';
  features: County[];
}

/** The county that contains a position. */
export function countyAt(counties: Counties, position: Position): County | null {
  return counties.features.find((county) => polygons(county).some((polygon) => inside(polygon, position))) ?? null;
}

/** The counties of a region of any level: those below it, itself, or the one that contains it. */
export function countiesOf(counties: Counties, region: string): County[] {
  return counties.features.filter(
    ({ properties: { code } }) => code.startsWith(region) || region.startsWith(code),
  );
}

/** The middle of a county's largest part, where its name is drawn. */
export function centreOf(county: County): Position {
  const boxes = polygons(county).map((polygon) => boxOf(polygon[0] ?? []));
  const largest = boxes.reduce((a, b) => (area(b) > area(a) ? b : a));
  return { lat: (largest.south + largest.north) / 2, lon: (largest.west + largest.east) / 2 };
}

interface Box {
  west: number;
  south: number;
  east: number;
  north: number;
}

function boxOf(ring: Ring): Box {
  const lons = ring.map(([lon]) => lon);
  const lats = ring.map(([, lat]) => lat);
  return { west: Math.min(...lons), south: Math.min(...lats), east: Math.max(...lons), north: Math.max(...lats) };
}

function area({ west, south, east, north }: Box): number {
  return (east - west) * (north - south);
}

function polygons(county: County): readonly Polygon[] {
  return county.geometry.type === 'Polygon' ? [county.geometry.coordinates] : county.geometry.coordinates;
}

/** Even-odd rule over all rings, so that holes are outside. */
function inside(polygon: Polygon, { lat, lon }: Position): boolean {
  let within = false;
  for (const ring of polygon) {
    ring.forEach(([x, y], i) => {
      const [px, py] = ring[i === 0 ? ring.length - 1 : i - 1] ?? [x, y];
      if (y > lat !== py > lat && lon < ((px - x) * (lat - y)) / (py - y) + x) {
        within = !within;
      }
    });
  }
  return within;
}
