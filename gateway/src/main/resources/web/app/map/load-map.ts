/**
 * Loads `lz-map`, which is a separate chunk. If the chunk can't be loaded, for example without network, the page works
 * without a map, and the next rendering tries again.
 */
export function loadMap(): void {
  import('./region-map.ts').catch(() => undefined);
}
