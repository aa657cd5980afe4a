import { html, type TemplateResult } from 'lit';
import { SEVERITIES, type Severity } from '../api/types.ts';
import { t } from '../i18n/i18n.ts';
import { severityLabel } from '../i18n/labels.ts';
import { AppElement } from '../shell/app-element.ts';

/** How bad it is. Emits `severity`. */
export class SeverityPicker extends AppElement {
  static override properties = { value: {} };

  declare value: Severity;

  constructor() {
    super();
    this.value = 'MODERATE';
  }

  override render(): TemplateResult {
    return html`
      <fieldset class="section">
        <legend>${t('report.severity')}</legend>
        <div class="severities">
          ${SEVERITIES.map(
            (severity) => html`
              <button
                type="button"
                class="severity severity-${severity}"
                aria-pressed=${severity === this.value}
                data-testid="report-severity-${severity}"
                @click=${() => this.emit<Severity>('severity', severity)}
              >
                ${severityLabel(severity)}
              </button>
            `,
          )}
        </div>
      </fieldset>
    `;
  }
}

customElements.define('lz-severity-picker', SeverityPicker);
