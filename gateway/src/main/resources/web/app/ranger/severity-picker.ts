import { css, html, type TemplateResult } from 'lit';
import { SEVERITIES, type Severity } from '../api/types.ts';
import { t } from '../i18n/i18n.ts';
import { severityLabel } from '../i18n/labels.ts';
import { AppElement } from '../shell/app-element.ts';

/** Picks the severity. Emits `severity`. */
export class SeverityPicker extends AppElement {
  static override properties = { value: {} };

  static override styles = css`
    lz-severity-picker .severities {
      display: grid;
      grid-template-columns: repeat(4, minmax(0, 1fr));
      gap: 8px;
    }

    @media (max-width: 360px) {
      lz-severity-picker .severities {
        grid-template-columns: repeat(2, minmax(0, 1fr));
      }
    }

    lz-severity-picker .severity {
      min-height: 56px;
      padding: 4px;
      border: 2px solid var(--line);
      border-bottom-width: 6px;
      border-radius: var(--radius);
      background: var(--card);
      color: var(--ink);
      font: inherit;
      font-weight: 600;
      line-height: 1.2;
      cursor: pointer;
    }

    lz-severity-picker .severity.severity-MINOR {
      border-bottom-color: var(--minor);
    }

    lz-severity-picker .severity.severity-MODERATE {
      border-bottom-color: var(--moderate-edge);
    }

    lz-severity-picker .severity.severity-MAJOR {
      border-bottom-color: #c9570f;
    }

    lz-severity-picker .severity.severity-CRITICAL {
      border-bottom-color: var(--critical);
    }

    lz-severity-picker .severity.severity-MINOR[aria-pressed='true'] {
      border-color: var(--minor);
      background: var(--minor);
      color: #fff;
    }

    lz-severity-picker .severity.severity-MODERATE[aria-pressed='true'] {
      border-color: var(--moderate-edge);
      background: #ffd54d;
      color: #3a2a00;
    }

    lz-severity-picker .severity.severity-MAJOR[aria-pressed='true'] {
      border-color: #a8430a;
      background: #b84c0c;
      color: #fff;
    }

    lz-severity-picker .severity.severity-CRITICAL[aria-pressed='true'] {
      border-color: var(--critical);
      background: var(--critical);
      color: #fff;
    }
  `;

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
