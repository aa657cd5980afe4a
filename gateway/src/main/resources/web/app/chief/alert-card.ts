import { html, type TemplateResult } from 'lit';
import type { Alert, Me, IncidentAction } from '../api/types.ts';
import type { Problem } from '../api/problem.ts';
import { t } from '../i18n/i18n.ts';
import { alertStatusLabel, kindLabel, alertReasonLabel, actionLabel } from '../i18n/labels.ts';
import '../incident/timeline.ts';
import { actionsFor } from '../incident/actions.ts';
import { AppElement } from '../shell/app-element.ts';
import { icon, kindIcon } from '../shell/icons.ts';
import { age, severityBadge, statusBadge } from '../shell/badges.ts';
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
        <header class="alert-header">
          <span class="alert-kind kind-${alert.kind}">${kindIcon(alert.kind)}</span>
          <h2>${kindLabel(alert.kind)}</h2>
          ${severityBadge(alert.severity)}
          <span class="alert-age">${age(alert.reportedAt)}</span>
        </header>
        <p class="alert-place">${icon('region')}${alert.regionName}</p>
        <p class="alert-text">${alert.description}</p>
        <div class="alert-meta">
          <span>${alertReasonLabel(alert.reason)}</span>
          <span>${t('alert.reporter', { name: alert.reporterName })}</span>
          ${statusBadge(alert.incidentStatus)} ${this.tools(alert)}
        </div>
        ${this.acknowledgement(alert)}
        ${this.problem === null ? '' : problemNote(this.problem)}
        <div class="alert-actions">
          ${alert.status === 'RAISED'
            ? html`<button
                type="button"
                class="button button-alarm"
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
