import { html, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { problemOf, type Problem } from '../api/problem.ts';
import type { Incident, Me, IncidentAction } from '../api/types.ts';
import { t } from '../i18n/i18n.ts';
import { kindLabel, actionLabel } from '../i18n/labels.ts';
import '../incident/action-dialog.ts';
import type { ActionDialog } from '../incident/action-dialog.ts';
import { incidents } from '../incident/incidents.ts';
import '../incident/timeline.ts';
import { actionsFor } from '../incident/actions.ts';
import { loggedOut } from '../session/session.ts';
import { AppElement } from '../shell/app-element.ts';
import { icon, kindIcon } from '../shell/icons.ts';
import { age, severityBadge } from '../shell/badges.ts';
import { problemNote } from '../shell/problem-note.ts';

const REFRESH_MS = 20_000;
const PAGE = 50;

/** What was handled and waits to be verified on the spot. Emits `verified` after each decision. */
export class HandledList extends AppElement {
  static override properties = {
    me: { attribute: false },
    region: {},
    items: { state: true },
    next: { state: true },
    problem: { state: true },
    open: { state: true },
  };

  declare me: Me | null;
  declare region: string;
  declare items: readonly Incident[] | null;
  declare next: string | null;
  declare problem: Problem | null;
  declare open: ReadonlySet<string>;

  private asked = 0;

  constructor() {
    super();
    this.me = null;
    this.region = '';
    this.items = null;
    this.next = null;
    this.problem = null;
    this.open = new Set();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const glance = (): void => {
      if (document.visibilityState === 'visible') {
        void this.refresh();
      }
    };
    this.every(REFRESH_MS, glance);
    this.listen(document, 'visibilitychange', glance);
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('region') && this.region !== '') {
      void this.refresh();
    }
  }

  override render(): TemplateResult {
    return html`
      <section class="handled" aria-labelledby="handled-title">
        <div class="own-header">
          <h2 id="handled-title">
            ${t('handled.title')}
            ${this.items === null ? '' : html`<span class="count-badge" data-testid="handled-count">${this.items.length}${this.next === null ? '' : '+'}</span>`}
          </h2>
          <button type="button" class="button" @click=${() => void this.refresh()}>
            ${icon('refresh')}${t('action.refresh')}
          </button>
        </div>
        ${this.problem === null ? '' : problemNote(this.problem, () => void this.refresh())} ${this.list()}
      </section>
      <lz-action-dialog
        @done=${(event: CustomEvent<Incident>) => this.decided(event.detail)}
        @stale=${() => void this.refresh()}
      ></lz-action-dialog>
    `;
  }

  private list(): TemplateResult {
    const { items } = this;
    if (items === null) {
      return this.problem === null ? html`<p class="loading" role="status">${t('state.loading')}</p>` : html``;
    }
    if (items.length === 0) {
      return html`<p class="empty">${icon('shield')}${t('handled.empty')}</p>`;
    }
    return html`
      <ul class="handled-items">
        ${repeat(
          items,
          (incident) => incident.id,
          (incident) => this.item(incident),
        )}
      </ul>
      ${this.next === null
        ? ''
        : html`<button type="button" class="button button-wide" @click=${() => void this.more()}>${t('action.more')}</button>`}
    `;
  }

  private item(incident: Incident): TemplateResult {
    const { id } = incident;
    const open = this.open.has(id);
    return html`
      <li class="handled-item" data-testid="handled-item" data-incident-id=${id}>
        <div class="report-header">
          <span class="report-kind kind-${incident.kind}">${kindIcon(incident.kind)}</span>
          <strong>${kindLabel(incident.kind)}</strong>
          ${severityBadge(incident.severity)}
          <span class="report-status">${age(incident.updatedAt)}</span>
        </div>
        <p class="alert-place">${icon('region')}${incident.regionName}</p>
        <p class="report-text">${incident.description}</p>
        <div class="actions">
          ${this.me === null
            ? ''
            : actionsFor(incident.status, this.me).map(
                (action) => html`
                  <button
                    type="button"
                    class="button ${action === 'verify' ? 'button-primary' : ''}"
                    data-testid="action-${action}"
                    @click=${() => this.decide(action, incident)}
                  >
                    ${actionLabel(action)}
                  </button>
                `,
              )}
          <button type="button" class="button button-plain" aria-expanded=${open} @click=${() => this.toggle(id)}>
            ${icon('clock')}${t(open ? 'reports.hideHistory' : 'reports.history')}
          </button>
        </div>
        ${open ? html`<lz-timeline .incident=${id} .version=${incident.updatedAt}></lz-timeline>` : ''}
      </li>
    `;
  }

  private decide(action: IncidentAction, incident: Incident): void {
    const subject = { ...incident, incidentId: incident.id };
    void this.querySelector<ActionDialog>('lz-action-dialog')?.open(action, subject, this.region);
  }

  private decided(incident: Incident): void {
    this.items = this.items?.filter((item) => item.id !== incident.id) ?? null;
    this.emit<Incident>('verified', incident);
    void this.refresh();
  }

  private async refresh(): Promise<void> {
    const asked = ++this.asked;
    try {
      const page = await incidents({ status: 'HANDLED', region: this.region, limit: PAGE });
      if (asked === this.asked) {
        this.items = page.items;
        this.next = page.next;
        this.problem = null;
      }
    } catch (error) {
      this.fail(problemOf(error));
    }
  }

  private async more(): Promise<void> {
    if (this.next === null) {
      return;
    }
    try {
      const page = await incidents({ status: 'HANDLED', region: this.region, limit: PAGE, cursor: this.next });
      this.items = [...(this.items ?? []), ...page.items];
      this.next = page.next;
    } catch (error) {
      this.fail(problemOf(error));
    }
  }

  private fail(problem: Problem): void {
    this.problem = problem;
    if (problem.status === 401) {
      loggedOut();
    }
  }

  private toggle(id: string): void {
    const open = new Set(this.open);
    if (!open.delete(id)) {
      open.add(id);
    }
    this.open = open;
  }
}

customElements.define('lz-handled-list', HandledList);
