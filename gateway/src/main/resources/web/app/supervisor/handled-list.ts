import { css, html, type TemplateResult } from 'lit';
import type { Incident, IncidentAction, Me } from '../api/types.ts';
import { t } from '../i18n/i18n.ts';
import { actionLabel } from '../i18n/labels.ts';
import '../incident/action-dialog.ts';
import type { ActionDialog } from '../incident/action-dialog.ts';
import { actionsFor } from '../incident/actions.ts';
import '../incident/incident-summary.ts';
import { incidents } from '../incident/incidents.ts';
import '../incident/timeline.ts';
import { sessionExpired } from '../session/session.ts';
import { AppElement } from '../shell/app-element.ts';
import { age } from '../shell/badges.ts';
import { icon } from '../shell/icons.ts';
import '../shell/item-list.ts';
import { PagedList } from '../state/paged-list.ts';

const REFRESH_MS = 20_000;

/** The handled incidents that need to be verified on the spot. Emits `verified` after each decision. */
export class HandledList extends AppElement {
  static override properties = { me: { attribute: false }, region: {}, open: { state: true } };

  static override styles = css`
    lz-handled-list .handled-item {
      padding: 14px;
      border: 1px solid var(--line);
      border-radius: var(--radius);
      background: var(--card);
      box-shadow: var(--shadow);
    }

    lz-handled-list .handled-item .actions {
      margin-top: 12px;
    }
  `;

  declare me: Me | null;
  declare region: string;
  /** The ids of the incidents whose history is shown. */
  declare open: ReadonlySet<string>;

  private list: PagedList<Incident> | null = null;

  constructor() {
    super();
    this.me = null;
    this.region = '';
    this.open = new Set();
    this.watch(() => this.list);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.everyWhileVisible(REFRESH_MS, () => void this.list?.refresh());
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('region') && this.region !== '') {
      const { region } = this;
      this.list = new PagedList<Incident>(
        (cursor, limit) => incidents({ status: ['HANDLED'], region, cursor, limit }),
        ({ status }) => {
          if (status === 401) {
            sessionExpired();
          }
        },
      );
      void this.list.refresh();
    }
  }

  override render(): TemplateResult {
    const { list } = this;
    if (list === null) {
      return html``;
    }
    return html`
      <section aria-labelledby="handled-title">
        <div class="section-header">
          <h2 id="handled-title">
            ${t('handled.title')}
            ${list.items === null
              ? ''
              : html`<span class="count-badge" data-testid="handled-count">${list.items.length}${list.next === null ? '' : '+'}</span>`}
          </h2>
          <button type="button" class="button" @click=${() => void list.refresh()}>
            ${icon('refresh')}${t('action.refresh')}
          </button>
        </div>
        <lz-list
          .items=${list.items}
          .item=${(incident: Incident) => this.item(incident)}
          .problem=${list.problem}
          ?hasMore=${list.next !== null}
          ?loading=${list.loading}
          empty=${t('handled.empty')}
          .emptyIcon=${'shield'}
          hook="handled-list"
          wide
          @more=${() => void list.more()}
          @retry=${() => void list.refresh()}
        ></lz-list>
      </section>
      <lz-action-dialog
        @done=${(event: CustomEvent<Incident>) => this.decided(event.detail)}
        @stale=${() => void list.refresh()}
      ></lz-action-dialog>
    `;
  }

  private item(incident: Incident): TemplateResult {
    const { id, status } = incident;
    const open = this.open.has(id);
    const actions = this.me === null ? [] : actionsFor(status, this.me);
    return html`
      <article class="handled-item" data-testid="handled-item" data-incident-id=${id}>
        <lz-incident-summary .subject=${incident} .side=${age(incident.reportedAt)}></lz-incident-summary>
        <div class="actions">
          ${actions.map(
            (action) => html`
              <button
                type="button"
                class="button ${action === 'verify' ? 'button-primary' : ''}"
                data-testid="action-${action}"
                @click=${() => this.openDialog(action, incident)}
              >
                ${actionLabel(action)}
              </button>
            `,
          )}
          <button type="button" class="button button-plain" aria-expanded=${open} @click=${() => this.toggle(id)}>
            ${icon('clock')}${t(open ? 'reports.hideHistory' : 'reports.history')}
          </button>
          <a class="button button-plain" href="/supervisor/cases/${id}" data-testid="handled-case">
            ${icon('file')}${t('case.open')}
          </a>
        </div>
        ${open ? html`<lz-timeline .incident=${id} .version=${incident.updatedAt}></lz-timeline>` : ''}
      </article>
    `;
  }

  private openDialog(action: IncidentAction, incident: Incident): void {
    const subject = { ...incident, incidentId: incident.id, incidentVersion: incident.version };
    void this.querySelector<ActionDialog>('lz-action-dialog')?.open(action, subject, this.region);
  }

  private decided(incident: Incident): void {
    this.list?.remove(incident.id);
    this.emit<Incident>('verified', incident);
    void this.list?.refresh();
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
