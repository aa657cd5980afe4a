import { html, type TemplateResult } from 'lit';
import type { Kind } from '../api/types.ts';
import { t } from '../i18n/i18n.ts';
import { kindLabel } from '../i18n/labels.ts';
import { AppElement } from '../shell/app-element.ts';
import { icon, kindIcon } from '../shell/icons.ts';

const FREQUENT: readonly Kind[] = ['FIRE', 'FIELD_FIRE', 'FIRE_HAZARD', 'ILLEGAL_LOGGING', 'PEST', 'WILDLIFE'];
const RARE: readonly Kind[] = ['LAND_OCCUPATION', 'WETLAND', 'PROTECTED_TREE', 'INVASIVE_SPECIES', 'SAFETY_HAZARD', 'OTHER'];

/** What was seen, by big pictures; the frequent ones first. Emits `kind`. */
export class KindPicker extends AppElement {
  static override properties = { value: {}, all: { state: true } };

  declare value: Kind | null;
  declare all: boolean;

  constructor() {
    super();
    this.value = null;
    this.all = false;
  }

  override render(): TemplateResult {
    const wide = this.all || (this.value !== null && RARE.includes(this.value));
    return html`
      <fieldset class="section">
        <legend>${t('report.kind')}</legend>
        <div class="kinds">${(wide ? [...FREQUENT, ...RARE] : FREQUENT).map((kind) => this.choice(kind))}</div>
        ${wide
          ? ''
          : html`<button
              type="button"
              class="button button-wide"
              data-testid="report-kind-more"
              @click=${() => (this.all = true)}
            >
              ${icon('down')}${t('report.kind.more')}
            </button>`}
      </fieldset>
    `;
  }

  private choice(kind: Kind): TemplateResult {
    const chosen = kind === this.value;
    return html`
      <button
        type="button"
        class="kind kind-${kind}"
        aria-pressed=${chosen}
        data-testid="report-kind-${kind}"
        @click=${() => this.emit<Kind>('kind', kind)}
      >
        ${kindIcon(kind)}<span>${kindLabel(kind)}</span>
      </button>
    `;
  }
}

customElements.define('lz-kind-picker', KindPicker);
