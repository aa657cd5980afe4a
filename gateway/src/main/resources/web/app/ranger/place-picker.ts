import { css, html, type TemplateResult } from 'lit';
import type { Me, Position, Region } from '../api/types.ts';
import { t, type TextKey } from '../i18n/i18n.ts';
import '../incident/region-picker.ts';
import type { Counties } from '../map/geometry.ts';
import { loadMap } from '../map/load-map.ts';
import { counties } from '../map/sources.ts';
import { AppElement } from '../shell/app-element.ts';
import { icon, type IconName } from '../shell/icons.ts';
import { PositionFinder } from './geolocation.ts';
import { isOutsideCounty, NO_PLACE, type Place, type PlaceMode } from './place.ts';

const MODES: readonly { mode: PlaceMode; icon: IconName; text: TextKey; hook: string }[] = [
  { mode: 'gps', icon: 'locate', text: 'place.gps', hook: 'report-gps' },
  { mode: 'map', icon: 'map', text: 'place.map', hook: 'report-map' },
  { mode: 'region', icon: 'region', text: 'place.region', hook: 'report-region' },
];

/** Picks the place of the report: the device's position, a point on the map, or only the region. Emits `place`. */
export class PlacePicker extends AppElement {
  static override properties = { me: { attribute: false }, place: { attribute: false }, boundaries: { state: true } };

  static override styles = css`
    lz-place-picker .place {
      display: grid;
      gap: 10px;
      margin-top: 10px;
    }

    lz-place-picker .place-result {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 8px;
      padding: 12px 14px;
      border-radius: var(--radius-small);
      background: var(--good-soft);
      color: var(--forest-deep);
    }

    lz-place-picker .region-own {
      font-weight: 600;
    }

    lz-place-picker .map-pick {
      height: 320px;
      border-radius: var(--radius);
    }
  `;

  declare me: Me | null;
  declare place: Place;
  declare boundaries: Counties | null;

  private readonly finder = new PositionFinder();

  constructor() {
    super();
    this.me = null;
    this.place = NO_PLACE;
    this.boundaries = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.whileConnected(this.finder.subscribe(() => this.located()));
    this.whileConnected(() => this.finder.stop());
    void counties().then(
      (known) => (this.boundaries = known),
      () => undefined,
    );
    void this.startIfAllowed();
  }

  /** Starts to locate; the browser may request the person's permission. */
  locate(): void {
    if (this.place.mode === 'gps' && this.finder.state.is === 'idle') {
      this.finder.start();
    }
  }

  /** Resets the picker for the next report. */
  reset(): void {
    this.finder.stop();
    if (this.place.mode === 'gps') {
      this.finder.restart();
    }
  }

  private isOutside(): boolean {
    return this.me !== null && isOutsideCounty(this.place, this.me, this.boundaries);
  }

  override render(): TemplateResult {
    return html`
      <fieldset class="section">
        <legend>${t('report.place')}</legend>
        <div class="segments" role="group">
          ${MODES.map(
            ({ mode, icon: name, text, hook }) => html`
              <button
                type="button"
                class="segment"
                aria-pressed=${mode === this.place.mode}
                data-testid=${hook}
                @click=${() => this.choose(mode)}
              >
                ${icon(name)}<span>${t(text)}</span>
              </button>
            `,
          )}
        </div>
        <div class="place" aria-live="polite">${this.body()}</div>
        ${this.me !== null && this.isOutside()
          ? html`<p class="field-error" role="alert">${t('place.elsewhere', { region: this.me.region.name })}</p>`
          : ''}
      </fieldset>
    `;
  }

  private body(): TemplateResult {
    const region = this.me?.region ?? null;
    switch (this.place.mode) {
      case 'gps':
        return this.devicePosition();
      case 'map':
        loadMap();
        return html`
          <p class="hint">${this.place.position === null ? t('place.tap') : coordinates(this.place.position)}</p>
          <lz-map
            class="map-pick"
            picking
            .region=${region?.code ?? ''}
            .picked=${this.place.position}
            @pick=${(event: CustomEvent<Position>) => this.put({ position: event.detail, accuracy: null })}
          ></lz-map>
        `;
      case 'region':
        return region === null || region.level === 'VILLAGE'
          ? html`<p class="place-result">${icon('check')}${region === null ? t('place.claimed') : t('place.own', { region: region.name })}</p>`
          : html`<p class="region-own">${region.name}</p>
              <lz-region-picker
                .top=${region}
                value=${this.place.region?.code ?? region.code}
                @region=${(event: CustomEvent<Region | null>) => this.put({ region: event.detail })}
              ></lz-region-picker>`;
    }
  }

  private devicePosition(): TemplateResult {
    const { state } = this.finder;
    const again = html`<button type="button" class="button" @click=${() => this.finder.restart()}>
      ${icon('locate')}${t(state.is === 'idle' ? 'place.locate' : 'place.again')}
    </button>`;
    switch (state.is) {
      case 'idle':
        return html`<p class="hint">${t('place.idle')}</p>${again}`;
      case 'searching':
        return html`<p class="place-result">
          ${icon('locate')}${state.best === null
            ? t('place.searching')
            : t('place.better', { metres: Math.round(state.best.accuracy) })}
        </p>`;
      case 'found':
        return html`<p class="place-result" data-testid="report-position">
            ${icon(this.isOutside() ? 'warning' : 'check')}${coordinates(state.best.position)}
            <strong>±${Math.round(state.best.accuracy)} ${t('unit.metres')}</strong>
          </p>
          ${again}`;
      case 'denied':
        return html`<p class="hint">${t('place.denied')}</p>`;
      case 'failed':
        return html`<p class="hint">${t('place.failed')}</p>${again}`;
    }
  }

  private choose(mode: PlaceMode): void {
    if (mode === 'map') {
      this.put({ mode, accuracy: null });
    } else {
      this.put({ mode, position: null, accuracy: null, region: null });
    }
    if (mode === 'gps') {
      this.finder.restart();
    } else {
      this.finder.stop();
    }
  }

  private located(): void {
    const best = this.finder.best();
    if (this.place.mode === 'gps') {
      this.put({ position: best?.position ?? null, accuracy: best?.accuracy ?? null });
    }
    this.requestUpdate();
  }

  private put(change: Partial<Place>): void {
    this.emit<Place>('place', { ...this.place, ...change });
  }

  /** Locates at once if the person has already granted permission; otherwise waits for the first input. */
  private async startIfAllowed(): Promise<void> {
    try {
      const { state } = await navigator.permissions.query({ name: 'geolocation' });
      if (state === 'granted') {
        this.locate();
      }
    } catch {
      // The permission is unknown: the browser requests it at the first input.
    }
  }
}

function coordinates({ lat, lon }: Position): string {
  return `${lat.toFixed(5)}, ${lon.toFixed(5)}`;
}

customElements.define('lz-place-picker', PlacePicker);
