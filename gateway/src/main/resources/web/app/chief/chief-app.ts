import { html, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Alert, Incident, Me, IncidentAction } from '../api/types.ts';
import { t } from '../i18n/i18n.ts';
import { kindLabel, severityLabel } from '../i18n/labels.ts';
import '../incident/action-dialog.ts';
import type { ActionDialog } from '../incident/action-dialog.ts';
import '../map/region-map.ts';
import type { Pin } from '../map/region-map.ts';
import { AppPage } from '../shell/app-page.ts';
import { icon } from '../shell/icons.ts';
import { problemNote } from '../shell/problem-note.ts';
import { clockTime } from '../shell/time.ts';
import './alert-card.ts';
import { Inbox } from './inbox.ts';

const REFRESH_MS = 60_000;

type Shown = 'open' | 'settled';

/** The chief's page: the live alerts and what can be done about each, beside a map. */
export class ChiefApp extends AppPage {
  static override properties = {
    inbox: { state: true },
    shown: { state: true },
    selected: { state: true },
    news: { state: true },
    mapped: { state: true },
  };

  declare inbox: Inbox | null;
  declare shown: Shown;
  /** The incident that is marked in list and map. */
  declare selected: string | null;
  /** What is read out to those who don't see. */
  declare news: string;
  /** Whether a phone shows the map in place of the list. */
  declare mapped: boolean;

  protected readonly app = 'chief';
  private pins: readonly Pin[] = [];
  private pinned: readonly Alert[] | null = null;
  /** Open, or settled while the list was in view: those stay where they are until it is left. */
  private readonly lingering = new Set<string>();

  constructor() {
    super();
    this.inbox = null;
    this.shown = 'open';
    this.selected = null;
    this.news = '';
    this.mapped = false;
  }

  protected enter(): void {
    const inbox = new Inbox();
    this.inbox = inbox;
    this.listen(inbox, 'changed', () => this.follow(inbox));
    this.listen(inbox, 'arrived', (event) => this.arrived((event as CustomEvent<Alert>).detail));
    this.whileConnected(() => inbox.stop());
    this.every(REFRESH_MS, () => void inbox.refresh());
    inbox.start();
  }

  protected content(me: Me): TemplateResult {
    const { inbox } = this;
    if (inbox === null) {
      return html``;
    }
    const open = inbox.alerts.filter((alert) => this.lingering.has(alert.id));
    const listed = this.shown === 'open' ? open : inbox.alerts.filter((alert) => alert.status === 'SETTLED');
    return html`
      <div class="chief ${this.mapped ? 'chief-mapped' : ''}">
        <section class="alerts" aria-labelledby="alerts-title">
          <div class="alerts-header">
            <h1 id="alerts-title">${t('alerts.title')}</h1>
            ${this.connection(inbox)}
            <div class="alerts-tools">
              <div class="segments segments-small" role="group">
                ${this.tab('open', open.filter((alert) => alert.status !== 'SETTLED').length)} ${this.tab('settled', null)}
              </div>
              <button
                type="button"
                class="button button-plain"
                aria-pressed=${inbox.alarm.sound}
                title=${t(inbox.alarm.sound ? 'alarm.on' : 'alarm.off')}
                aria-label=${t(inbox.alarm.sound ? 'alarm.on' : 'alarm.off')}
                @click=${() => void inbox.alarm.toggle().then(() => this.requestUpdate())}
              >
                ${icon(inbox.alarm.sound ? 'sound' : 'mute')}
              </button>
            </div>
          </div>
          <p class="unseen" aria-live="assertive">${this.news}</p>
          ${inbox.problem === null ? '' : problemNote(inbox.problem, () => void inbox.refresh())}
          ${this.list(inbox, listed, me)}
        </section>
        <section class="chief-map" aria-label=${t('map.label')}>
          <lz-map
            .region=${me.region.code}
            .pins=${this.pinsOf(inbox.alerts)}
            .selected=${this.selected}
            @select=${(event: CustomEvent<string>) => this.select(event.detail)}
          ></lz-map>
        </section>
        <button type="button" class="button button-primary map-switch" @click=${() => (this.mapped = !this.mapped)}>
          ${icon(this.mapped ? 'bell' : 'map')}${t(this.mapped ? 'alerts.list' : 'alerts.map')}
        </button>
      </div>
      <lz-action-dialog
        @done=${(event: CustomEvent<Incident>) => inbox.done(event.detail)}
        @stale=${() => void inbox.refresh()}
      ></lz-action-dialog>
    `;
  }

  private list(inbox: Inbox, alerts: readonly Alert[], me: Me): TemplateResult {
    if (!inbox.loaded) {
      return inbox.problem === null ? html`<p class="loading" role="status">${t('state.loading')}</p>` : html``;
    }
    if (alerts.length === 0) {
      return html`<p class="empty">${icon('shield')}${t(`alerts.empty.${this.shown}`)}</p>`;
    }
    return html`
      <div class="alert-list" data-testid="alert-list">
        ${repeat(
          alerts,
          (alert) => alert.id,
          (alert) => html`
            <lz-alert-card
              .alert=${alert}
              .me=${me}
              .problem=${inbox.refused.get(alert.id) ?? null}
              ?busy=${inbox.busy.has(alert.id)}
              ?selected=${alert.incidentId === this.selected}
              @acknowledge=${() => void inbox.acknowledge(alert)}
              @action=${(event: CustomEvent<IncidentAction>) => this.decide(event.detail, alert, me)}
              @locate=${() => this.locate(alert)}
            ></lz-alert-card>
          `,
        )}
        ${inbox.next === null
          ? ''
          : html`<button type="button" class="button button-wide" @click=${() => void inbox.more()}>
              ${t('action.more')}
            </button>`}
      </div>
    `;
  }

  private connection({ connection }: Inbox): TemplateResult {
    const state = connection.is === 'open' ? 'connected' : connection.is === 'lost' ? 'reconnecting' : 'connecting';
    return html`
      <p class="connection connection-${state}" role="status" data-testid="connection-state" data-state=${state}>
        <span class="dot"></span>${t(`connection.${state}`, { time: clockTime(connection.since) })}
      </p>
    `;
  }

  private tab(shown: Shown, count: number | null): TemplateResult {
    return html`
      <button
        type="button"
        class="segment"
        aria-pressed=${shown === this.shown}
        data-testid="alerts-${shown}"
        @click=${() => this.show(shown)}
      >
        ${t(`alerts.${shown}`)}${count === null ? '' : html` <strong>${count}</strong>`}
      </button>
    `;
  }

  private show(shown: Shown): void {
    this.lingering.clear();
    this.shown = shown;
    if (this.inbox !== null) {
      this.follow(this.inbox);
    }
  }

  private follow(inbox: Inbox): void {
    inbox.alerts.filter((alert) => alert.status !== 'SETTLED').forEach((alert) => this.lingering.add(alert.id));
    this.requestUpdate();
  }

  private decide(action: IncidentAction, alert: Alert, me: Me): void {
    void this.querySelector<ActionDialog>('lz-action-dialog')?.open(action, alert, me.region.code);
  }

  private arrived(alert: Alert): void {
    this.news = t('alerts.news', {
      kind: kindLabel(alert.kind),
      severity: severityLabel(alert.severity),
      region: alert.regionName,
    });
  }

  private locate(alert: Alert): void {
    this.selected = alert.incidentId;
    this.mapped = true;
  }

  private select(incidentId: string): void {
    this.selected = incidentId;
    this.mapped = false;
    void this.updateComplete.then(() =>
      this.querySelector(`[data-incident-id="${incidentId}"]`)?.scrollIntoView({ block: 'center', behavior: 'smooth' }),
    );
  }

  /** The same array as long as the alerts are the same, so that the map isn't drawn anew for nothing. */
  private pinsOf(alerts: readonly Alert[]): readonly Pin[] {
    if (this.pinned !== alerts) {
      this.pinned = alerts;
      const byIncident = new Map<string, Pin>();
      for (const alert of alerts) {
        if (alert.position !== null && !byIncident.has(alert.incidentId)) {
          byIncident.set(alert.incidentId, pinOf(alert, alert.position));
        }
      }
      this.pins = [...byIncident.values()];
    }
    return this.pins;
  }
}

function pinOf(alert: Alert, position: Pin['position']): Pin {
  return {
    id: alert.incidentId,
    position,
    kind: alert.kind,
    severity: alert.severity,
    label: `${kindLabel(alert.kind)} · ${severityLabel(alert.severity)} · ${alert.regionName}`,
    settled: alert.status === 'SETTLED',
  };
}

customElements.define('lz-chief', ChiefApp);
