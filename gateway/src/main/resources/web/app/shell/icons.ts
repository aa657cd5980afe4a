import { svg, html, type TemplateResult } from 'lit';
import type { Kind } from '../api/types.ts';

/** Stroke paths for a view box of 24 by 24. */
const KIND_PATHS: Record<Kind, readonly string[]> = {
  FIRE: ['M12 2.5c1 3.6 5.5 5.8 5.5 11A5.5 5.5 0 0 1 12 21.5 5.5 5.5 0 0 1 6.5 15c0-2.9 1.9-4.2 2.5-6.7 1 .9 1.6 1.9 1.8 3.2C12.1 9.2 12.5 6 12 2.5z'],
  FIELD_FIRE: ['M12 2.5c.8 2.6 4 4 4 7.7a4 4 0 0 1-8 .4c0-2 1.3-2.9 1.7-4.7.8.7 1.2 1.4 1.3 2.3.9-1.6 1.2-3.6 1-5.7z', 'M3 17.5h18', 'M6 21.5h12'],
  FIRE_HAZARD: ['M12 3.5 2.5 20.5h19z', 'M12 9.5v5', 'M12 17.6v.01'],
  ILLEGAL_LOGGING: ['M4.5 20.5 14 10', 'M11.5 6.5l6 6c2.4-.3 3.7-1.6 4-4l-6-6c-2.4.3-3.7 1.6-4 4z'],
  PEST: ['M12 8a4 4 0 0 1 4 4v4a4 4 0 0 1-8 0v-4a4 4 0 0 1 4-4z', 'M9.5 8.5a2.5 2.5 0 0 1 5 0', 'M12 12v8', 'M8 13.5H3.5', 'M16 13.5h4.5', 'M8.5 17.5 5 21', 'M15.5 17.5 19 21', 'M8.5 10.5 5 7', 'M15.5 10.5 19 7', 'M10 6 8.5 3', 'M14 6l1.5-3'],
  WILDLIFE: ['M12 12.5c2.8 0 5.5 2.7 5.5 5.3 0 1.7-1.3 2.7-2.7 2.7-1.1 0-1.8-.6-2.8-.6s-1.7.6-2.8.6c-1.4 0-2.7-1-2.7-2.7 0-2.6 2.7-5.3 5.5-5.3z', 'M4.8 9.5a1.5 1.9 0 1 0 .01 0z', 'M19.2 9.5a1.5 1.9 0 1 0 .01 0z', 'M9 4a1.6 2.1 0 1 0 .01 0z', 'M15 4a1.6 2.1 0 1 0 .01 0z'],
  LAND_OCCUPATION: ['M2.5 20.5h19', 'M5 20.5V11l7-6 7 6v9.5', 'M9.5 20.5V14h5v6.5'],
  WETLAND: ['M2.5 17c2.4-2 4-2 6.3 0s4 2 6.4 0 4-2 6.3 0', 'M2.5 21c2.4-2 4-2 6.3 0s4 2 6.4 0 4-2 6.3 0', 'M9 12.5V3', 'M9 9c-2.5 0-4-1.5-4-4', 'M14.5 12.5V6', 'M14.5 10c2.2 0 3.5-1.3 3.5-3.5'],
  PROTECTED_TREE: ['M12 21.5v-8', 'M12 16.5l3-2.5', 'M12 2.5a5 5 0 0 0-4.7 6.8A4 4 0 0 0 8 17h8a4 4 0 0 0 .7-7.7A5 5 0 0 0 12 2.5z', 'M8 21.5h8'],
  INVASIVE_SPECIES: ['M12 21.5V11', 'M12 12c0-4.5-3.2-7-8.5-7 0 4.5 3.2 7 8.5 7z', 'M12 16c0-4.5 3.2-7 8.5-7 0 4.5-3.2 7-8.5 7z'],
  SAFETY_HAZARD: ['M13 2.5 5 13.5h6l-1 8 9-11.5h-6.5z'],
  SPOT: ['M12 2.5v4', 'M12 17.5v4', 'M2.5 12h4', 'M17.5 12h4', 'M12 7.5a4.5 4.5 0 1 0 .01 0z'],
  OTHER: ['M5 11a1 1 0 1 0 .01 0z', 'M12 11a1 1 0 1 0 .01 0z', 'M19 11a1 1 0 1 0 .01 0z'],
};

const PATHS = {
  back: ['M14.5 5 7.5 12l7 7'],
  bell: ['M6 17V11a6 6 0 0 1 12 0v6l1.5 2h-15z', 'M10 21.5h4'],
  check: ['M4.5 12.5 10 18 20 6.5'],
  clock: ['M12 3a9 9 0 1 0 .01 0z', 'M12 7.5V12l3.5 2'],
  cross: ['M6 6l12 12', 'M18 6 6 18'],
  down: ['M6 9l6 6 6-6'],
  file: ['M6 2.5h8l4.5 4.5v14.5H6z', 'M14 2.5V7h4.5', 'M9 12.5h6', 'M9 16.5h6'],
  filter: ['M3 5h18l-7 8.5V20l-4-2v-4.5z'],
  globe: ['M12 3a9 9 0 1 0 .01 0z', 'M3.5 12h17', 'M12 3c-5 5-5 13 0 18', 'M12 3c5 5 5 13 0 18'],
  list: ['M8.5 6h12', 'M8.5 12h12', 'M8.5 18h12', 'M4 6v.01', 'M4 12v.01', 'M4 18v.01'],
  leave: ['M14 4H5v16h9', 'M10 12h11', 'M17.5 8.5 21 12l-3.5 3.5'],
  locate: ['M12 5.5a6.5 6.5 0 1 0 .01 0z', 'M12 2v3.5', 'M12 18.5V22', 'M2 12h3.5', 'M18.5 12H22', 'M12 11a1 1 0 1 0 .01 0z'],
  chart: ['M4 20.5V11', 'M10 20.5V4', 'M16 20.5v-7', 'M2.5 20.5h19'],
  map: ['M9 4 3 6.5v13.5L9 17.5l6 2.5 6-2.5V4l-6 2.5z', 'M9 4v13.5', 'M15 6.5V20'],
  mute: ['M4 9.5v5h4l5 4.5V5L8 9.5z', 'M17 9.5l4 5', 'M21 9.5l-4 5'],
  pen: ['M4 20l1-4.5L16.5 4l3.5 3.5L8.5 19z', 'M14 6.5 17.5 10'],
  refresh: ['M20 12a8 8 0 1 1-2.4-5.7L20 8.5', 'M20 3.5v5h-5'],
  region: ['M12 21.5s7-6.2 7-11.5a7 7 0 0 0-14 0c0 5.3 7 11.5 7 11.5z', 'M12 8a2 2 0 1 0 .01 0z'],
  shield: ['M12 2.5 4.5 5.5v6c0 5 3.2 8.3 7.5 10 4.3-1.7 7.5-5 7.5-10v-6z', 'M8.5 12l2.5 2.5 4.5-5'],
  sound: ['M4 9.5v5h4l5 4.5V5L8 9.5z', 'M16.5 9a4 4 0 0 1 0 6', 'M19 6.5a8 8 0 0 1 0 11'],
  tree: ['M12 21.5V17', 'M12 2.5 6.5 10H9l-4.5 7h15L15 10h2.5z'],
  warning: ['M12 3.5 2.5 20.5h19z', 'M12 9.5v5', 'M12 17.6v.01'],
} as const satisfies Record<string, readonly string[]>;

export type IconName = keyof typeof PATHS;

export function icon(name: IconName): TemplateResult {
  return drawing(PATHS[name]);
}

export function kindIcon(kind: Kind): TemplateResult {
  return drawing(KIND_PATHS[kind]);
}

/** The icon of a kind as an element, for Leaflet. */
export function kindIconElement(kind: Kind): SVGElement {
  const space = 'http://www.w3.org/2000/svg';
  const element = document.createElementNS(space, 'svg');
  element.setAttribute('viewBox', '0 0 24 24');
  element.setAttribute('class', 'icon');
  element.setAttribute('aria-hidden', 'true');
  for (const d of KIND_PATHS[kind]) {
    const path = document.createElementNS(space, 'path');
    path.setAttribute('d', d);
    element.append(path);
  }
  return element;
}

function drawing(paths: readonly string[]): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${paths.map((d) => svg`<path d=${d} />`)}</svg>`;
}
