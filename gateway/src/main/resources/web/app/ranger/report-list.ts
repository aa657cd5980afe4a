import { html, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Incident } from '../api/types.ts';
import { t } from '../i18n/i18n.ts';
import { kindLabel, problemText } from '../i18n/labels.ts';
import type { Entry } from '../outbox/entry.ts';
import { isOffline } from '../outbox/outbox.ts';
import type { Row } from '../outbox/report-rows.ts';
import type { ReportEntry } from '../outbox/report.ts';
import '../incident/timeline.ts';
import { AppElement } from '../shell/app-element.ts';
import { icon, kindIcon } from '../shell/icons.ts';
import { problemNote } from '../shell/problem-note.ts';
import { age, severityBadge, statusBadge } from '../shell/badges.ts';
import { ago, dateTime } from '../shell/time.ts';

/** Every report of the person with its fate. Emits `revise` and `discard` with a report that needs attention. */
export class ReportList extends AppElement {
  static override properties = { rows: { attribute: false }, refusedBefore: { attribute: false }, turned: { state: true } };

  declare rows: readonly Row[];
  /** The refused entry for which an entry waits. */
  declare refusedBefore: (entry: Entry) => Entry | null;
  /** The ids of the incidents whose history was opened, or closed where it shows by itself. */
  declare turned: ReadonlySet<string>;

  constructor() {
    super();
    this.rows = [];
    this.refusedBefore = () => null;
    this.turned = new Set();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.every(15_000, () => this.requestUpdate());
  }

  override render(): TemplateResult {
    if (this.rows.length === 0) {
      return html`<p class="empty">${t('reports.empty')}</p>`;
    }
    return html`
      <ul class="reports">
        ${repeat(
          this.rows,
          (row) => `${row.is}${row.id}`,
          (row) => (row.is === 'here' ? this.here(row.report) : this.there(row.incident)),
        )}
      </ul>
    `;
  }

  private here(report: ReportEntry): TemplateResult {
    const { state, payload } = report;
    const { body } = payload;
    return html`
      <li
        class="report-item report-${state}"
        data-testid="report-item"
        data-incident-id=${report.id}
        data-state=${state}
      >
        ${this.head(body, html`<span class="badge state-${state}">${t(`outbox.${state}`)}</span>`)}
        <p class="report-text">${body.description}</p>
        <p class="report-meta">
          <span>${payload.regionName}</span>
          <time datetime=${body.reportedAt}>${dateTime(body.reportedAt)}</time>
          ${report.clockCorrected ? html`<span>${t('outbox.clock')}</span>` : ''}
        </p>
        ${this.trouble(report)}
      </li>
    `;
  }

  private trouble(report: ReportEntry): TemplateResult | string {
    const { problem } = report;
    if (report.state !== 'delivered' && this.refusedBefore(report) !== null) {
      return html`<p class="hint">${t('outbox.heldBack')}</p>`;
    }
    if (problem === null || report.state === 'delivered') {
      return '';
    }
    if (report.state !== 'attention') {
      const next = report.dueAt > Date.now() ? t('outbox.nextTry', { time: dateTime(report.dueAt) }) : '';
      return isOffline(report) ? '' : html`<p class="hint">${problemText(problem)} ${next}</p>`;
    }
    return html`
      ${problemNote(problem)}
      <div class="actions">
        <button
          type="button"
          class="button button-primary"
          data-testid="report-revise"
          @click=${() => this.emit('revise', report)}
        >
          ${t('action.revise')}
        </button>
        <button
          type="button"
          class="button button-danger"
          data-testid="report-discard"
          @click=${() => this.emit('discard', report)}
        >
          ${t('action.discard')}
        </button>
      </div>
    `;
  }

  private there(incident: Incident): TemplateResult {
    const { id, status } = incident;
    // A refusal's reason is what the ranger wants to know, unasked.
    const told = this.turned.has(id) !== (status === 'REJECTED');
    return html`
      <li
        class="report-item report-delivered"
        data-testid="report-item"
        data-incident-id=${id}
        data-state="delivered"
        data-status=${status}
      >
        ${this.head(incident, statusBadge(status))}
        <p class="report-text">${incident.description}</p>
        <p class="report-meta">
          <span>${incident.regionName}</span>${age(incident.receivedAt)}
          ${incident.handedTo === null || status !== 'HANDED_OVER'
            ? ''
            : html`<span>${t('reports.handedTo', { to: incident.handedTo.name })}</span>`}
        </p>
        <button
          type="button"
          class="report-more"
          aria-expanded=${told}
          data-testid="report-history"
          @click=${() => this.toggle(id)}
        >
          ${icon('clock')}${t(told ? 'reports.hideHistory' : 'reports.history')}
          <span class="report-updated">${t('reports.updated', { ago: ago(incident.updatedAt) })}</span>
        </button>
        ${told ? html`<lz-timeline .incident=${id} .version=${incident.updatedAt}></lz-timeline>` : ''}
      </li>
    `;
  }

  private head(what: Pick<Incident, 'kind' | 'severity'>, badge: TemplateResult): TemplateResult {
    return html`
      <div class="report-header">
        <span class="report-kind kind-${what.kind}">${kindIcon(what.kind)}</span>
        <strong>${kindLabel(what.kind)}</strong>
        ${severityBadge(what.severity)}
        <span class="report-status">${badge}</span>
      </div>
    `;
  }

  private toggle(id: string): void {
    const turned = new Set(this.turned);
    if (!turned.delete(id)) {
      turned.add(id);
    }
    this.turned = turned;
  }
}

customElements.define('lz-report-list', ReportList);
