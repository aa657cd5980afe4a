import { call } from '../api/client.ts';
import type { Settings } from '../api/types.ts';
import type { Counties } from './geometry.ts';

/** The service worker caches both addresses for use without network. */
export const BOUNDARIES = '/api/regions/boundaries.geojson';
export const SETTINGS = '/api/settings';

let boundaries: Promise<Counties> | null = null;
let settings: Promise<Settings> | null = null;

export function counties(): Promise<Counties> {
  boundaries ??= call<Counties>(BOUNDARIES, { cacheable: true }).catch((error: unknown) => {
    boundaries = null;
    throw error;
  });
  return boundaries;
}

export function mapSettings(): Promise<Settings> {
  settings ??= call<Settings>(SETTINGS).catch(() => {
    settings = null;
    return { tileUrl: null };
  });
  return settings;
}
