/** Loads `lz-map`, a chunk of its own. Without it, as without network, the page goes on, and the next rendering tries again. */
export function loadMap(): void {
  import('./region-map.ts').catch(() => undefined);
}
