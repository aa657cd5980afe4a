import { html, type TemplateResult } from 'lit';
import type { Alert, Me, Verb } from '../api/types.ts';
import type { Problem } from '../api/problem.ts';
import { t } from '../i18n/i18n.ts';
import { alertWord, kindWord, reasonWord, verbWord } from '../i18n/words.ts';
import '../incident/timeline.ts';
import { verbsFor } from '../incident/verbs.ts';
import { FaceElement } from '../shell/face-element.ts';
import { icon, kindIcon } from '../shell/icons.ts';
import { age, severityMark, statusMark } from '../shell/marks.ts';
import { problemNote } from '../shell/problem-note.ts';
import { dateTime } from '../shell/time.ts';

/** One alert. Tells `acknowledge`, `deed` with a verb, and `locate`. */
export class AlertCard extends FaceElement {
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
        <header class="alert-head">
          <span class="alert-kind kind-${alert.kind}">${kindIcon(alert.kind)}</span>
          <h2>${kindWord(alert.kind)}</h2>
          ${severityMark(alert.severity)}
          <span class="alert-age">${age(alert.reportedAt)}</span>
        </header>
        <p class="alert-place">${icon('region')}${alert.regionName}</p>
        <p class="alert-text">${alert.description}</p>
        <div class="alert-meta">
          <span>${reasonWord(alert.reason)}</span>
          <span>${t('alert.reporter', { name: alert.reporterName })}</span>
          ${statusMark(alert.incidentStatus)} ${this.tools(alert)}
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
                @click=${() => this.tell('acknowledge', alert)}
              >
                ${icon('bell')}${t('alert.acknowledge')}
              </button>`
            : ''}
          ${verbsFor(alert.incidentStatus, me).map((verb, i) => this.verb(alert, verb, i === 0))}
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
              @click=${() => this.tell('locate', alert)}
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
      ${alert.status === 'SETTLED' ? html`<span>· ${alertWord(alert.status)}</span>` : ''}
    </p>`;
  }

  private verb(alert: Alert, verb: Verb, first: boolean): TemplateResult {
    const style = first && alert.status !== 'RAISED' ? 'button-primary' : verb === 'reject' ? 'button-danger' : '';
    return html`
      <button
        type="button"
        class="button ${style}"
        data-testid="verb-${verb}"
        ?disabled=${this.busy}
        @click=${() => this.tell<Verb>('deed', verb)}
      >
        ${verbWord(verb)}
      </button>
    `;
  }
}

customElements.define('lz-alert-card', AlertCard);
