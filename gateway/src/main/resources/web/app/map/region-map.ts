import { css, html, type PropertyValues, type TemplateResult } from 'lit';
import * as L from 'leaflet';
import type { Position } from '../api/types.ts';
import { t } from '../i18n/i18n.ts';
import { kindIconElement } from '../shell/icons.ts';
import { AppElement } from '../shell/app-element.ts';
import { countiesOf, centreOf, type Counties, type County } from './geometry.ts';
import { inDrawingOrder, type Pin } from './pins.ts';
import { counties, mapSettings } from './sources.ts';

/** Offsets, px, that Leaflet adds to a marker's distance from the top, by which it orders markers. */
const BELOW_PINS = -1_000_000;
const LAYER = 10_000;
const ABOVE_PINS = 10_000_000;
const CHINA: L.LatLngTuple = [35, 104];

/**
 * A map that works without network: the boundaries come from the gateway; tiles are shown only if a tile server is
 * configured. Emits `select` with a pin's id, and `pick` with a position if `picking` is set.
 */
export class RegionMap extends AppElement {
  static override properties = {
    region: {},
    pins: { attribute: false },
    selected: {},
    picking: { type: Boolean },
    picked: { attribute: false },
    missing: { state: true },
  };

  static override styles = css`
    lz-map {
      position: relative;
      display: block;
      isolation: isolate;
    }

    lz-map .map-canvas {
      width: 100%;
      height: 100%;
      border-radius: inherit;
      background: #e9efea;
      font-family: var(--fonts);
    }

    lz-map .map-missing {
      position: absolute;
      left: 50%;
      top: 12px;
      z-index: 1000;
      padding: 6px 14px;
      border-radius: 999px;
      background: var(--warn-soft);
      color: var(--warn);
      transform: translateX(-50%);
    }

    lz-map .county {
      fill: #f8faf7;
      fill-opacity: 1;
      stroke: #86a394;
      stroke-width: 1.5;
      stroke-opacity: 1;
    }

    lz-map .county-own {
      fill: #dcebe2;
      stroke: var(--forest);
      stroke-width: 2.5;
    }

    lz-map .county-on-tiles {
      fill-opacity: 0.15;
    }

    lz-map .county-name {
      color: #3f5448;
      font-size: 0.9rem;
      font-weight: 600;
      text-align: center;
      text-shadow: 0 0 3px #fff, 0 0 3px #fff;
      pointer-events: none;
    }

    lz-map .pin {
      display: grid;
      place-items: center;
      border: 2px solid #fff;
      border-radius: 50%;
      color: #fff;
      box-shadow: 0 2px 6px rgb(0 0 0 / 35%);
    }

    lz-map .pin .icon {
      display: block;
      width: 20px;
      height: 20px;
    }

    lz-map .pin.severity-MINOR {
      background: var(--minor);
    }

    lz-map .pin.severity-MODERATE {
      background: var(--moderate-edge);
      color: #3a2a00;
    }

    lz-map .pin.severity-MAJOR {
      background: #c9570f;
    }

    lz-map .pin.severity-CRITICAL {
      background: var(--critical);
    }

    lz-map .pin-settled {
      opacity: 0.5;
    }

    lz-map .pin-selected {
      outline: 4px solid rgb(20 67 47 / 55%);
    }

    lz-map .pin-picked::before {
      content: '';
      position: absolute;
      left: 6px;
      top: 2px;
      width: 24px;
      height: 24px;
      border: 4px solid var(--critical);
      border-radius: 50% 50% 50% 0;
      background: #fff;
      box-shadow: 0 2px 6px rgb(0 0 0 / 35%);
      transform: rotate(-45deg);
    }

    lz-map .leaflet-touch .leaflet-bar a {
      width: 40px;
      height: 40px;
      line-height: 40px;
    }
  `;

  /** The region to show. */
  declare region: string;
  declare pins: readonly Pin[];
  declare selected: string | null;
  declare picking: boolean;
  declare picked: Position | null;
  declare missing: boolean;

  private map: L.Map | null = null;
  private readonly pinLayer = L.layerGroup();
  private boundaryLayer: L.GeoJSON | null = null;
  private readonly markers = new Map<string, L.Marker>();
  private pickMarker: L.Marker | null = null;
  private resizing: ResizeObserver | null = null;
  private shown = false;

  constructor() {
    super();
    this.region = '';
    this.pins = [];
    this.selected = null;
    this.picking = false;
    this.picked = null;
    this.missing = false;
  }

  override render(): TemplateResult {
    return html`
      <div class="map-canvas" role="application" aria-label=${t('map.label')}></div>
      ${this.missing ? html`<p class="map-missing" role="status">${t('map.missing')}</p>` : ''}
    `;
  }

  protected override firstUpdated(): void {
    const canvas = this.querySelector<HTMLElement>('.map-canvas');
    if (canvas === null) {
      return;
    }
    const map = L.map(canvas, { attributionControl: false, zoomSnap: 0.25, minZoom: 4, maxZoom: 18 });
    if (this.picked === null) {
      map.setView(CHINA, 4, { animate: false });
    } else {
      map.setView([this.picked.lat, this.picked.lon], 13, { animate: false });
    }
    map.on('click', ({ latlng }) => this.pick(latlng));
    L.control.scale({ imperial: false }).addTo(map);
    this.pinLayer.addTo(map);
    this.map = map;
    this.resizing = new ResizeObserver(() => this.resized(map, canvas));
    this.resizing.observe(canvas);
    void this.drawBackground(map);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resizing?.disconnect();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('pins') || changed.has('selected')) {
      this.drawPins();
    }
    if (changed.has('picked') || changed.has('picking')) {
      this.drawPicked();
    }
    if (changed.has('region') && changed.get('region') !== undefined) {
      this.fit();
    }
    if (changed.has('selected') && this.selected !== null) {
      this.show(this.selected);
    }
  }

  /** A hidden map has no size, so bounds can't be fitted. */
  private resized(map: L.Map, canvas: HTMLElement): void {
    const shown = canvas.clientWidth > 0;
    map.invalidateSize();
    if (shown && !this.shown) {
      this.fit();
    }
    this.shown = shown;
  }

  private async drawBackground(map: L.Map): Promise<void> {
    const [boundaries, settings] = await Promise.all([counties().catch(() => null), mapSettings()]);
    if (settings.tileUrl !== null) {
      L.tileLayer(settings.tileUrl, { maxZoom: 18 }).addTo(map);
    }
    this.missing = boundaries === null;
    if (boundaries !== null) {
      this.drawBoundaries(map, boundaries, settings.tileUrl !== null);
    }
  }

  private drawBoundaries(map: L.Map, boundaries: Counties, tiles: boolean): void {
    const shown = countiesOf(boundaries, this.region.slice(0, 4));
    const features = shown.length > 0 ? shown : boundaries.features;
    const own = new Set(countiesOf(boundaries, this.region).map((county) => county.properties.code));
    this.boundaryLayer = L.geoJSON<County>(
      { features },
      {
        interactive: false,
        smoothFactor: 1.2,
        style: ({ properties: { code } }) => ({
          className: `county${own.has(code) ? ' county-own' : ''}${tiles ? ' county-on-tiles' : ''}`,
        }),
      },
    ).addTo(map);
    for (const county of features) {
      const { lat, lon } = centreOf(county);
      const name = document.createElement('span');
      name.textContent = county.properties.name;
      L.marker([lat, lon], {
        icon: L.divIcon({ className: 'county-name', html: name, iconSize: [120, 20], iconAnchor: [60, 10] }),
        interactive: false,
        keyboard: false,
        zIndexOffset: BELOW_PINS,
      }).addTo(map);
    }
    this.fit();
  }

  /** The bounds of the person's own counties if they are known, else of all drawn counties. */
  private async fitBoundaries(): Promise<L.LatLngBounds | null> {
    const boundaries = await counties().catch(() => null);
    const own = boundaries === null ? [] : countiesOf(boundaries, this.region);
    return own.length > 0 ? L.geoJSON<County>({ features: own }).getBounds() : (this.boundaryLayer?.getBounds() ?? null);
  }

  private fit(): void {
    void this.fitBoundaries().then((bounds) => {
      if (bounds?.isValid() === true && this.picked === null) {
        this.map?.fitBounds(bounds, { padding: [16, 16], animate: false });
        if (this.selected !== null) {
          this.show(this.selected);
        }
      }
    });
  }

  private drawPins(): void {
    this.pinLayer.clearLayers();
    this.markers.clear();
    for (const [rank, pin] of inDrawingOrder(this.pins).entries()) {
      const selected = pin.id === this.selected;
      const marker = L.marker([pin.position.lat, pin.position.lon], {
        icon: pinIcon(pin, selected),
        title: pin.label,
        alt: pin.label,
        zIndexOffset: selected ? ABOVE_PINS : rank * LAYER,
      });
      marker.on('click', () => this.emit('select', pin.id));
      marker.addTo(this.pinLayer);
      this.markers.set(pin.id, marker);
    }
  }

  private drawPicked(): void {
    this.pickMarker?.remove();
    this.pickMarker = null;
    if (this.picked !== null && this.map !== null) {
      const marker = L.marker([this.picked.lat, this.picked.lon], {
        icon: L.divIcon({ className: 'pin-picked', iconSize: [36, 36], iconAnchor: [18, 34] }),
        draggable: this.picking,
        title: t('map.picked'),
      });
      marker.on('dragend', () => this.pick(marker.getLatLng()));
      marker.addTo(this.map);
      this.pickMarker = marker;
    }
  }

  private pick({ lat, lng }: L.LatLng): void {
    if (this.picking) {
      this.emit<Position>('pick', { lat: round(lat), lon: round(lng) });
    }
  }

  private show(id: string): void {
    const marker = this.markers.get(id);
    if (marker !== undefined && this.map !== null) {
      const { lat, lng } = marker.getLatLng();
      this.map.setView([lat, lng], Math.max(this.map.getZoom(), 11));
    }
  }
}

function pinIcon(pin: Pin, selected: boolean): L.Icon {
  const frame = document.createElement('span');
  frame.className = 'pin-icon';
  frame.append(kindIconElement(pin.kind));
  const classes = ['pin', `severity-${pin.severity}`];
  if (pin.settled) {
    classes.push('pin-settled');
  }
  if (selected) {
    classes.push('pin-selected');
  }
  return L.divIcon({ className: classes.join(' '), html: frame, iconSize: [36, 36], iconAnchor: [18, 18] });
}

/** Six decimals are about 0.1 m. */
function round(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}

customElements.define('lz-map', RegionMap);
