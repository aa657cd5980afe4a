import { css, html, type TemplateResult } from 'lit';
import { KINDS, type Kind } from '../api/types.ts';
import { t } from '../i18n/i18n.ts';
import { kindLabel } from '../i18n/labels.ts';
import { AppElement } from '../shell/app-element.ts';
import { icon, kindIcon } from '../shell/icons.ts';

/** The kinds that rangers report most often are the first in the domain's order. */
const FREQUENT: readonly Kind[] = KINDS.slice(0, 6);

/** Picks the kind of the incident by large icons, the frequent ones first. Emits `kind`. */
export class KindPicker extends AppElement {
  static override properties = { value: {}, all: { state: true } };

  static override styles = css`
    lz-kind-picker .kinds {
      display: grid;
      grid-template-columns: repeat(3, 1fr);
      gap: 10px;
    }

    lz-kind-picker .kind {
      display: flex;
      flex-direction: column;
      align-items: center;
      justify-content: center;
      gap: 6px;
      min-height: 96px;
      padding: 8px 4px;
      border: 2px solid var(--line);
      border-radius: var(--radius);
      background: var(--card);
      color: var(--ink);
      font: inherit;
      font-weight: 600;
      line-height: 1.2;
      cursor: pointer;
    }

    lz-kind-picker .kind .icon {
      width: 36px;
      height: 36px;
      color: var(--forest);
    }

    lz-kind-picker .kind-FIRE.kind .icon,
    lz-kind-picker .kind-FIELD_FIRE.kind .icon {
      color: var(--critical);
    }

    lz-kind-picker .kind[aria-pressed='true'] {
      border-color: var(--forest);
      background: var(--forest);
      color: #fff;
    }

    lz-kind-picker .kind.kind-FIRE[aria-pressed='true'],
    lz-kind-picker .kind.kind-FIELD_FIRE[aria-pressed='true'] {
      border-color: var(--critical);
      background: var(--critical);
    }

    lz-kind-picker .kind[aria-pressed='true'] .icon {
      color: #fff;
    }

    lz-kind-picker .button-wide {
      margin-top: 10px;
    }

    @media (max-width: 360px) {
      lz-kind-picker .kinds {
        grid-template-columns: repeat(2, 1fr);
      }
    }
  `;

  declare value: Kind | null;
  declare all: boolean;

  constructor() {
    super();
    this.value = null;
    this.all = false;
  }

  override render(): TemplateResult {
    const wide = this.all || (this.value !== null && !FREQUENT.includes(this.value));
    return html`
      <fieldset class="section">
        <legend>${t('report.kind')}</legend>
        <div class="kinds">${(wide ? KINDS : FREQUENT).map((kind) => this.choice(kind))}</div>
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
