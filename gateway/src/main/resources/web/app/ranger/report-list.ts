import { css, html, type TemplateResult } from 'lit';
import type { Incident } from '../api/types.ts';
import { t } from '../i18n/i18n.ts';
import { problemText } from '../i18n/labels.ts';
import '../incident/incident-summary.ts';
import '../incident/timeline.ts';
import type { Entry } from '../outbox/entry.ts';
import { isOffline } from '../outbox/outbox.ts';
import type { Row } from '../outbox/report-rows.ts';
import type { ReportEntry } from '../outbox/report.ts';
import { AppElement } from '../shell/app-element.ts';
import { icon } from '../shell/icons.ts';
import '../shell/item-list.ts';
import { problemNote } from '../shell/problem-note.ts';
import { age, statusBadge } from '../shell/badges.ts';
import { ago, dateTime } from '../shell/time.ts';

/**
 * All reports of the person with their state. Emits `revise` and `discard` with a report that needs attention, and
 * `more`.
 */
export class ReportList extends AppElement {
  static override properties = { rows: { attribute: false }, refusedBefore: { attribute: false }, hasMore: { type: Boolean }, toggled: { state: true } };

  static override styles = css`
    lz-report-list .report-item .button {
      min-height: 56px;
    }

    lz-report-list .report-item {
      padding: 14px;
      border: 1px solid var(--line);
      border-radius: var(--radius);
      background: var(--card);
    }

    lz-report-list .report-queued,
    lz-report-list .report-sending {
      border-style: dashed;
      border-color: #c79a45;
    }

    lz-report-list .report-attention {
      border: 2px solid var(--danger);
    }

    lz-report-list .report-more {
      display: flex;
      align-items: center;
      gap: 8px;
      width: 100%;
      min-height: 56px;
      margin: 8px 0 -8px;
      padding: 4px 0;
      border: 0;
      border-top: 1px solid var(--line);
      background: none;
      color: var(--forest);
      font: inherit;
      font-weight: 500;
      cursor: pointer;
    }

    lz-report-list .report-updated {
      margin-left: auto;
      color: var(--muted);
      font-size: 0.85rem;
      font-weight: 400;
    }
  `;

  declare rows: readonly Row[];
  /** The rejected entry for which an entry waits. */
  declare refusedBefore: (entry: Entry) => Entry | null;
  declare hasMore: boolean;
  /** The ids of the incidents whose history was toggled: opened, or closed if it is open initially. */
  declare toggled: ReadonlySet<string>;

  constructor() {
    super();
    this.rows = [];
    this.refusedBefore = () => null;
    this.hasMore = false;
    this.toggled = new Set();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.every(15_000, () => this.requestUpdate());
  }

  override render(): TemplateResult {
    return html`
      <lz-list
        .items=${this.rows.map((row) => ({ id: `${row.is}-${row.id}`, row }))}
        .item=${({ row }: { row: Row }) => (row.is === 'entry' ? this.entryItem(row.report) : this.incidentItem(row.incident))}
        ?hasMore=${this.hasMore}
        empty=${t('reports.empty')}
        hook="report-list"
      ></lz-list>
    `;
  }

  private entryItem(report: ReportEntry): TemplateResult {
    const { state, payload } = report;
    const { body } = payload;
    return html`
      <article
        class="report-item report-${state}"
        data-testid="report-item"
        data-incident-id=${report.id}
        data-state=${state}
      >
        <lz-incident-summary
          .subject=${{ ...body, regionName: payload.regionName }}
          .side=${html`<span class="badge state-${state}">${t(`outbox.${state}`)}</span>`}
          .meta=${html`<time datetime=${body.reportedAt}>${dateTime(body.reportedAt)}</time>
            ${report.clockCorrected ? html`<span>${t('outbox.clock')}</span>` : ''}`}
        ></lz-incident-summary>
        ${this.entryProblem(report)}
      </article>
    `;
  }

  private entryProblem(report: ReportEntry): TemplateResult | string {
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

  private incidentItem(incident: Incident): TemplateResult {
    const { id, status } = incident;
    // The history of a rejected report is open initially, because it contains the reason.
    const isOpen = this.toggled.has(id) !== (status === 'REJECTED');
    return html`
      <article
        class="report-item report-delivered"
        data-testid="report-item"
        data-incident-id=${id}
        data-state="delivered"
        data-status=${status}
      >
        <lz-incident-summary
          .subject=${incident}
          .side=${statusBadge(status)}
          .meta=${html`${age(incident.reportedAt)}
          ${incident.handedTo === null || status !== 'HANDED_OVER'
            ? ''
            : html`<span>${t('reports.handedTo', { to: incident.handedTo.name })}</span>`}`}
        ></lz-incident-summary>
        <button
          type="button"
          class="report-more"
          aria-expanded=${isOpen}
          data-testid="report-history"
          @click=${() => this.toggle(id)}
        >
          ${icon('clock')}${t(isOpen ? 'reports.hideHistory' : 'reports.history')}
          <span class="report-updated">${t('reports.updated', { ago: ago(incident.updatedAt) })}</span>
        </button>
        ${isOpen ? html`<lz-timeline .incident=${id} .version=${incident.updatedAt}></lz-timeline>` : ''}
      </article>
    `;
  }

  private toggle(id: string): void {
    const toggled = new Set(this.toggled);
    if (!toggled.delete(id)) {
      toggled.add(id);
    }
    this.toggled = toggled;
  }
}

customElements.define('lz-report-list', ReportList);
