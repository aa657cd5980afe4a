import { css, html, type TemplateResult } from 'lit';
import { t } from '../i18n/i18n.ts';
import { AppElement } from '../shell/app-element.ts';
import { isPeriod, periodOf, presetOf, PRESETS, type Period } from './period.ts';

/** Picks a period. Emits `period`. */
export class PeriodPicker extends AppElement {
  static override properties = { value: { attribute: false }, today: {}, wrong: { state: true } };

  static override styles = css`
    lz-period-picker .period {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 10px 14px;
    }

    lz-period-picker .period-days {
      display: inline-flex;
      align-items: center;
      gap: 6px;
    }

    lz-period-picker .period-days input {
      width: auto;
    }

    @media (max-width: 640px) {
      lz-period-picker,
      lz-period-picker .period,
      lz-period-picker .period-days {
        width: 100%;
        min-width: 0;
      }

      lz-period-picker .period-days input {
        flex: 1;
        min-width: 0;
        min-height: 48px;
        padding: 8px;
      }
    }
  `;

  declare value: Period;
  declare today: string;
  declare wrong: boolean;

  constructor() {
    super();
    this.value = { from: '', to: '' };
    this.today = '';
    this.wrong = false;
  }

  override render(): TemplateResult {
    const chosen = presetOf(this.value, this.today);
    return html`
      <div class="period">
        <div class="segments segments-small" role="group" aria-label=${t('period.label')}>
          ${PRESETS.map(
            (preset) => html`
              <button
                type="button"
                class="segment"
                aria-pressed=${preset === chosen}
                data-testid="period-${preset}"
                @click=${() => this.choose(periodOf(preset, this.today))}
              >
                ${t(`period.${preset}`)}
              </button>
            `,
          )}
        </div>
        <span class="period-days">
          ${this.day('from')}<span aria-hidden="true">–</span>${this.day('to')}
        </span>
        ${this.wrong ? html`<span class="field-error" role="alert">${t('period.wrong')}</span>` : ''}
      </div>
    `;
  }

  private day(end: keyof Period): TemplateResult {
    return html`
      <input
        type="date"
        aria-label=${t(`period.${end}`)}
        data-testid="period-${end}"
        .value=${this.value[end]}
        @change=${(event: Event) =>
          this.choose({ ...this.value, [end]: (event.target as HTMLInputElement).value })}
      />
    `;
  }

  private choose(period: Period): void {
    this.wrong = !isPeriod(period);
    if (!this.wrong) {
      this.emit<Period>('period', period);
    }
  }
}

customElements.define('lz-period-picker', PeriodPicker);
