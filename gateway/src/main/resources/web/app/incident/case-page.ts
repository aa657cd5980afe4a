import { css, html, type TemplateResult } from 'lit';
import { problemOf, type Problem } from '../api/problem.ts';
import type { Incident, IncidentAction, Me } from '../api/types.ts';
import { t } from '../i18n/i18n.ts';
import { actionLabel, kindLabel, severityLabel } from '../i18n/labels.ts';
import { loadMap } from '../map/load-map.ts';
import type { Pin } from '../map/pins.ts';
import { sessionExpired } from '../session/session.ts';
import { AppElement } from '../shell/app-element.ts';
import { age, statusBadge } from '../shell/badges.ts';
import { icon } from '../shell/icons.ts';
import { problemNote } from '../shell/problem-note.ts';
import { dateTime, fullTime } from '../shell/time.ts';
import './action-dialog.ts';
import type { ActionDialog } from './action-dialog.ts';
import { actionsFor } from './actions.ts';
import './incident-summary.ts';
import { incident } from './incidents.ts';
import './timeline.ts';

const REFRESH_MS = 30_000;
/** A difference between the times of report and receipt above this, ms, is shown. */
const LATE_MS = 10 * 60_000;

/** One case: all its data, its history, and the actions that the person may take. */
export class CasePage extends AppElement {
  static override properties = {
    me: { attribute: false },
    incident: {},
    base: {},
    listHref: {},
    header: { attribute: false },
    found: { state: true },
    problem: { state: true },
  };

  static override styles = css`
    lz-case-page {
      display: block;
      max-width: 1100px;
      margin: 0 auto;
    }

    lz-case-page .case-back {
      display: inline-flex;
      align-items: center;
      gap: 4px;
      min-height: 44px;
      margin-bottom: 4px;
      text-decoration: none;
    }

    lz-case-page h1 {
      margin-bottom: 12px;
    }

    lz-case-page .case-columns {
      display: grid;
      grid-template-columns: minmax(0, 1.2fr) minmax(0, 1fr);
      align-items: start;
      gap: 16px;
    }

    lz-case-page .case-facts {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr);
      gap: 6px 16px;
      margin-top: 14px;
      padding-top: 14px;
      border-top: 1px solid var(--line);
    }

    lz-case-page .case-facts dt {
      color: var(--muted);
    }

    lz-case-page .case-facts dd {
      overflow-wrap: anywhere;
    }

    lz-case-page .case-map {
      height: 260px;
      margin-top: 14px;
      border-radius: var(--radius-small);
    }

    lz-case-page .actions {
      margin-top: 16px;
    }

    @media (max-width: 480px) {
      lz-case-page .case-facts {
        grid-template-columns: minmax(0, 1fr);
        gap: 0;
      }

      lz-case-page .case-facts dd {
        margin-bottom: 8px;
      }
    }

    @media (max-width: 800px) {
      lz-case-page .case-columns {
        grid-template-columns: minmax(0, 1fr);
      }

      lz-case-page .actions .button {
        flex: 1;
        min-height: 56px;
      }
    }
  `;

  declare me: Me | null;
  /** The id of the case. */
  declare incident: string;
  /** The address of the list of cases. */
  declare base: string;
  /** The address of the list with its last filters. */
  declare listHref: string;
  /** What the app shows above the case, such as the person's own alert. */
  declare header: TemplateResult | null;
  declare found: Incident | null;
  declare problem: Problem | null;

  constructor() {
    super();
    this.me = null;
    this.incident = '';
    this.base = '';
    this.listHref = '';
    this.header = null;
    this.found = null;
    this.problem = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.everyWhileVisible(REFRESH_MS, () => void this.refresh());
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('incident')) {
      this.found = null;
      this.problem = null;
      void this.refresh();
    }
  }

  override render(): TemplateResult {
    const { found, me } = this;
    return html`
      <a class="case-back" data-back href=${this.listHref} data-testid="case-back">${icon('back')}${t('case.back')}</a>
      <h1>${t('case.title')}</h1>
      ${this.header ?? ''}
      ${this.problem === null ? '' : problemNote(this.problem, () => void this.refresh())}
      ${found !== null && me !== null
        ? this.details(found, me)
        : this.problem === null
          ? html`<p class="loading" role="status">${t('state.loading')}</p>`
          : ''}
      <lz-action-dialog
        @done=${(event: CustomEvent<Incident>) => (this.found = event.detail)}
        @stale=${() => void this.refresh()}
      ></lz-action-dialog>
    `;
  }

  private details(found: Incident, me: Me): TemplateResult {
    return html`
      <div class="case-columns">
        <section class="card" data-testid="case" data-incident-id=${found.id} data-status=${found.status}>
          <lz-incident-summary .subject=${found} .side=${statusBadge(found.status)}></lz-incident-summary>
          ${this.facts(found)} ${this.actions(found, me)} ${map(found, me)}
        </section>
        <section class="card" aria-labelledby="history-title">
          <h2 id="history-title">${t('timeline.label')}</h2>
          <lz-timeline .incident=${found.id} .version=${found.updatedAt}></lz-timeline>
        </section>
      </div>
    `;
  }

  private facts(found: Incident): TemplateResult {
    const { position, handedTo } = found;
    const late = Date.parse(found.receivedAt) - Date.parse(found.reportedAt) > LATE_MS;
    const accuracy = found.details?.['accuracyMetres'];
    return html`
      <dl class="case-facts">
        <dt>${t('cases.reporter')}</dt>
        <dd><a href="${this.base}?reporter=${encodeURIComponent(found.reporter)}">${found.reporterName}</a></dd>
        <dt>${t('case.reportedAt')}</dt>
        <dd>${fullTime(found.reportedAt)} (${age(found.reportedAt)})</dd>
        ${late ? fact(t('case.receivedAt'), fullTime(found.receivedAt)) : ''}
        ${handedTo === null ? '' : fact(t('case.handedTo'), handedTo.name)}
        ${found.closedAt === null ? '' : fact(t('case.closedAt'), dateTime(found.closedAt))}
        ${position === null
          ? ''
          : fact(
              t('field.position'),
              `${position.lat.toFixed(5)}, ${position.lon.toFixed(5)}${typeof accuracy === 'number' ? ` ±${accuracy} ${t('unit.metres')}` : ''}`,
            )}
        ${fact(t('case.id'), found.id)}
      </dl>
    `;
  }

  private actions(found: Incident, me: Me): TemplateResult | string {
    const actions = actionsFor(found.status, me);
    if (actions.length === 0) {
      return '';
    }
    return html`
      <div class="actions">
        ${actions.map(
          (action, i) => html`
            <button
              type="button"
              class="button ${i === 0 ? 'button-primary' : action === 'reject' ? 'button-danger' : ''}"
              data-testid="action-${action}"
              @click=${() => this.openDialog(action, found, me)}
            >
              ${actionLabel(action)}
            </button>
          `,
        )}
      </div>
    `;
  }

  private openDialog(action: IncidentAction, found: Incident, me: Me): void {
    const subject = { ...found, incidentId: found.id, incidentVersion: found.version };
    void this.querySelector<ActionDialog>('lz-action-dialog')?.open(action, subject, me.region.code);
  }

  private async refresh(): Promise<void> {
    const id = this.incident;
    if (id === '') {
      return;
    }
    try {
      const found = await incident(id);
      if (id === this.incident) {
        this.found = found;
        this.problem = null;
      }
    } catch (error) {
      const problem = problemOf(error);
      if (problem.status === 401) {
        sessionExpired();
      }
      this.problem = id === this.incident ? problem : this.problem;
    }
  }
}

function fact(name: string, value: string): TemplateResult {
  return html`<dt>${name}</dt>
    <dd>${value}</dd>`;
}

function map(found: Incident, me: Me): TemplateResult | string {
  const { position } = found;
  if (position === null) {
    return '';
  }
  loadMap();
  const pin: Pin = {
    id: found.id,
    position,
    kind: found.kind,
    severity: found.severity,
    reportedAt: found.reportedAt,
    label: `${kindLabel(found.kind)} · ${severityLabel(found.severity)} · ${found.regionName}`,
    settled: found.closedAt !== null,
  };
  return html`<lz-map class="case-map" .region=${me.region.code} .pins=${[pin]} .selected=${found.id}></lz-map>`;
}

customElements.define('lz-case-page', CasePage);
