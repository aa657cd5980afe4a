import { css, html, type TemplateResult } from 'lit';
import type { Alert, IncidentAction, Me } from '../api/types.ts';
import type { Problem } from '../api/problem.ts';
import { t } from '../i18n/i18n.ts';
import { actionLabel, alertReasonLabel, alertStatusLabel } from '../i18n/labels.ts';
import { actionsFor } from '../incident/actions.ts';
import '../incident/incident-summary.ts';
import { isUrgent } from '../incident/kinds.ts';
import '../incident/timeline.ts';
import { AppElement } from '../shell/app-element.ts';
import { icon } from '../shell/icons.ts';
import { age, statusBadge } from '../shell/badges.ts';
import { problemNote } from '../shell/problem-note.ts';
import { dateTime } from '../shell/time.ts';

/** One alert. Emits `acknowledge`, `action` with the action, and `locate`. */
export class AlertCard extends AppElement {
  static override properties = {
    alert: { attribute: false },
    me: { attribute: false },
    problem: { attribute: false },
    busy: { type: Boolean },
    selected: { type: Boolean },
    open: { state: true },
  };

  static override styles = css`
    lz-alert-card .alert {
      padding: 14px 14px 10px;
      border: 1px solid var(--line);
      border-left: 6px solid var(--line);
      border-radius: var(--radius);
      background: var(--card);
      box-shadow: var(--shadow);
    }

    lz-alert-card .edge-MINOR {
      border-left-color: var(--minor);
    }

    lz-alert-card .edge-MODERATE {
      border-left-color: var(--moderate-edge);
    }

    lz-alert-card .edge-MAJOR {
      border-left-color: #c9570f;
    }

    lz-alert-card .edge-CRITICAL {
      border-left-color: var(--critical);
    }

    lz-alert-card .alert-SETTLED {
      background: #f9faf8;
      box-shadow: none;
    }

    lz-alert-card .alert-selected {
      outline: 3px solid var(--leaf);
      outline-offset: 1px;
    }

    lz-alert-card .alert-acknowledged {
      display: flex;
      align-items: center;
      gap: 6px;
      margin-top: 6px;
      color: var(--good);
      font-size: 0.9rem;
    }

    lz-alert-card .alert-actions {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 8px;
      margin-top: 8px;
    }

    lz-alert-card .alert-tools {
      display: flex;
      margin-left: auto;
    }
  `;

  declare alert: Alert | null;
  declare me: Me | null;
  declare problem: Problem | null;
  declare busy: boolean;
  declare selected: boolean;
  /** Whether its history is shown. */
  declare open: boolean;

  constructor() {
    super();
    this.alert = null;
    this.me = null;
    this.problem = null;
    this.busy = false;
    this.selected = false;
    this.open = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.every(10_000, () => this.requestUpdate());
  }

  override render(): TemplateResult {
    const { alert, me } = this;
    if (alert === null || me === null) {
      return html``;
    }
    return html`
      <article
        class="alert alert-${alert.status} edge-${alert.severity} ${this.selected ? 'alert-selected' : ''}"
        data-testid="alert-item"
        data-alert-id=${alert.id}
        data-incident-id=${alert.incidentId}
        data-status=${alert.status}
        data-incident-status=${alert.incidentStatus}
      >
        <lz-incident-summary
          .subject=${alert}
          .side=${age(alert.reportedAt)}
          .meta=${html`<span>${alertReasonLabel(alert.reason)}</span>
            <span>${t('alert.reporter', { name: alert.reporterName })}</span>
            ${statusBadge(alert.incidentStatus)} ${this.tools(alert)}`}
        ></lz-incident-summary>
        ${this.acknowledgement(alert)}
        ${this.problem === null ? '' : problemNote(this.problem)}
        <div class="alert-actions">
          ${alert.status === 'RAISED'
            ? html`<button
                type="button"
                class="button ${isUrgent(alert) ? 'button-alarm' : 'button-primary'}"
                data-testid="alert-acknowledge"
                ?disabled=${this.busy}
                @click=${() => this.emit('acknowledge', alert)}
              >
                ${icon('bell')}${t('alert.acknowledge')}
              </button>`
            : ''}
          ${actionsFor(alert.incidentStatus, me).map((action, i) => this.action(alert, action, i === 0))}
        </div>
        ${this.open
          ? html`<lz-timeline .incident=${alert.incidentId} .version=${alert.incidentStatus}></lz-timeline>`
          : ''}
      </article>
    `;
  }

  private tools(alert: Alert): TemplateResult {
    return html`
      <span class="alert-tools">
        ${alert.position === null
          ? ''
          : html`<button
              type="button"
              class="button button-plain"
              aria-label=${t('alert.locate')}
              title=${t('alert.locate')}
              @click=${() => this.emit('locate', alert)}
            >
              ${icon('map')}
            </button>`}
        <a
          class="button button-plain"
          href="/chief/cases/${alert.incidentId}"
          aria-label=${t('case.open')}
          title=${t('case.open')}
          data-testid="alert-case"
        >
          ${icon('file')}
        </a>
        <button
          type="button"
          class="button button-plain"
          data-testid="alert-history"
          aria-expanded=${this.open}
          aria-label=${t('reports.history')}
          title=${t('reports.history')}
          @click=${() => (this.open = !this.open)}
        >
          ${icon('clock')}
        </button>
      </span>
    `;
  }

  private acknowledgement(alert: Alert): TemplateResult | string {
    if (alert.acknowledgedAt === null) {
      return '';
    }
    return html`<p class="alert-acknowledged">
      ${icon('check')}${t('alert.acknowledgedBy', {
        name: this.me?.username === alert.acknowledgedBy ? this.me.name : (alert.acknowledgedBy ?? ''),
        time: dateTime(alert.acknowledgedAt),
      })}
      ${alert.status === 'SETTLED' ? html`<span>· ${alertStatusLabel(alert.status)}</span>` : ''}
    </p>`;
  }

  private action(alert: Alert, action: IncidentAction, first: boolean): TemplateResult {
    const style = first && alert.status !== 'RAISED' ? 'button-primary' : action === 'reject' ? 'button-danger' : '';
    return html`
      <button
        type="button"
        class="button ${style}"
        data-testid="action-${action}"
        ?disabled=${this.busy}
        @click=${() => this.emit<IncidentAction>('action', action)}
      >
        ${actionLabel(action)}
      </button>
    `;
  }
}

customElements.define('lz-alert-card', AlertCard);
