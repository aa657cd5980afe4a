import { css, html, type TemplateResult } from 'lit';
import type { Alert, Incident, IncidentAction, Me } from '../api/types.ts';
import { t } from '../i18n/i18n.ts';
import { kindLabel, severityLabel } from '../i18n/labels.ts';
import '../incident/action-dialog.ts';
import type { ActionDialog } from '../incident/action-dialog.ts';
import { loadMap } from '../map/load-map.ts';
import type { Pin } from '../map/pins.ts';
import { oneOf } from '../routing/route.ts';
import type { Router } from '../routing/router.ts';
import { AppElement } from '../shell/app-element.ts';
import { icon } from '../shell/icons.ts';
import '../shell/item-list.ts';
import { clockTime } from '../shell/time.ts';
import './alert-card.ts';
import type { Inbox } from './inbox.ts';

const TABS = ['open', 'settled'] as const;
type Tab = (typeof TABS)[number];

/** At this width, px, and above, list and map are side by side. */
const WIDE = '(min-width: 901px)';

/** The live alerts with their actions, next to a map. The query holds `tab` and, on a phone, `view`. */
export class AlertsPage extends AppElement {
  static override properties = {
    me: { attribute: false },
    inbox: { attribute: false },
    router: { attribute: false },
    selected: { state: true },
    announcement: { state: true },
  };

  static override styles = css`
    lz-alerts-page {
      display: grid;
      grid-template-columns: minmax(380px, 480px) 1fr;
      --top: 113px;
    }

    lz-alerts-page .alerts {
      height: calc(100vh - var(--top));
      padding: 16px;
      overflow-y: auto;
    }

    lz-alerts-page .alerts-map {
      height: calc(100vh - var(--top));
      border-left: 1px solid var(--line);
    }

    lz-alerts-page .alerts-map lz-map {
      height: 100%;
    }

    lz-alerts-page .alerts-header {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: 8px 12px;
      margin-bottom: 12px;
    }

    lz-alerts-page .alerts-tools {
      display: flex;
      flex: 1 0 100%;
      align-items: center;
      justify-content: space-between;
    }

    lz-alerts-page .connection {
      display: inline-flex;
      align-items: center;
      gap: 8px;
      padding: 4px 12px;
      border-radius: 999px;
      background: var(--warn-soft);
      color: var(--warn);
      font-size: 0.88rem;
      font-weight: 600;
    }

    lz-alerts-page .connection-connected {
      background: var(--good-soft);
      color: var(--good);
    }

    lz-alerts-page .connection-reconnecting {
      background: var(--danger-soft);
      color: var(--danger);
    }

    lz-alerts-page .view-switch {
      display: none;
    }

    @media (max-width: 900px) {
      lz-alerts-page {
        display: block;
      }

      lz-alerts-page .alerts {
        height: auto;
        padding-bottom: 96px;
        overflow: visible;
      }

      lz-alerts-page .alerts-map {
        display: none;
        border: 0;
      }

      lz-alerts-page.view-map .alerts {
        display: none;
      }

      lz-alerts-page.view-map .alerts-map {
        display: block;
      }

      lz-alerts-page .view-switch {
        position: fixed;
        right: 16px;
        bottom: max(20px, env(safe-area-inset-bottom));
        z-index: 1200;
        display: inline-flex;
        min-height: 56px;
        padding: 0 24px;
        border-radius: 999px;
        box-shadow: 0 6px 20px rgb(0 0 0 / 30%);
      }

      lz-alerts-page lz-alert-card .button {
        min-height: 48px;
      }
    }
  `;

  declare me: Me | null;
  declare inbox: Inbox | null;
  declare router: Router | null;
  /** The incident that is highlighted in list and map. */
  declare selected: string | null;
  /** The text that a screen reader announces. */
  declare announcement: string;

  private pins: readonly Pin[] = [];
  private pinnedAlerts: readonly Alert[] | null = null;
  /** Alerts that were open when the tab was opened. They stay in the list after they are settled. */
  private readonly openAtStart = new Set<string>();
  private shownTab: Tab | null = null;
  private readonly wide = matchMedia(WIDE);
  private announcing: Inbox | null = null;

  constructor() {
    super();
    this.me = null;
    this.inbox = null;
    this.router = null;
    this.selected = null;
    this.announcement = '';
    this.watch(() => this.inbox);
    this.watch(() => this.router);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen(this.wide, 'change', () => this.requestUpdate());
  }

  protected override willUpdate(): void {
    if (this.inbox !== null && this.announcing !== this.inbox) {
      this.announcing = this.inbox;
      this.listen(this.inbox, 'arrived', (event) => this.announce((event as CustomEvent<Alert>).detail));
    }
    if (this.shownTab !== this.tab) {
      this.shownTab = this.tab;
      this.openAtStart.clear();
    }
    this.rememberOpen();
    this.classList.toggle('view-map', this.mapped);
  }

  override render(): TemplateResult {
    const { inbox, me } = this;
    if (inbox === null || me === null) {
      return html``;
    }
    const open = inbox.alerts.filter((alert) => this.openAtStart.has(alert.id));
    const shown = this.tab === 'open' ? open : inbox.alerts.filter((alert) => alert.status === 'SETTLED');
    return html`
      <section class="alerts" aria-labelledby="alerts-title" data-scroll="alerts">
        <div class="alerts-header">
          <h1 id="alerts-title">${t('alerts.title')}</h1>
          ${connection(inbox)}
          <div class="alerts-tools">
            <div class="segments segments-small" role="group">
              ${this.tabButton('open', open.filter((alert) => alert.status !== 'SETTLED').length)}
              ${this.tabButton('settled', null)}
            </div>
            ${this.soundButton(inbox)}
          </div>
        </div>
        <p class="unseen" aria-live="assertive">${this.announcement}</p>
        <lz-list
          .items=${inbox.loaded ? shown : null}
          .item=${(alert: Alert) => this.card(alert, inbox, me)}
          .problem=${inbox.problem}
          ?hasMore=${inbox.next !== null}
          empty=${t(`alerts.empty.${this.tab}`)}
          .emptyIcon=${'shield'}
          hook="alert-list"
          @more=${() => void inbox.more()}
          @retry=${() => void inbox.refresh()}
        ></lz-list>
      </section>
      ${this.map(inbox, me)}
      <button
        type="button"
        class="button button-primary view-switch"
        data-testid="view-switch"
        @click=${() => this.router?.setQuery({ view: this.mapped ? null : 'map' })}
      >
        ${icon(this.mapped ? 'bell' : 'map')}${t(this.mapped ? 'alerts.list' : 'alerts.map')}
      </button>
      <lz-action-dialog
        @done=${(event: CustomEvent<Incident>) => inbox.done(event.detail)}
        @stale=${() => void inbox.refresh()}
      ></lz-action-dialog>
    `;
  }

  private get tab(): Tab {
    return (this.router && oneOf(this.router.query, 'tab', TABS)) ?? 'open';
  }

  /** Whether a phone shows the map instead of the list. */
  private get mapped(): boolean {
    return this.router?.query.get('view') === 'map';
  }

  private card(alert: Alert, inbox: Inbox, me: Me): TemplateResult {
    return html`
      <lz-alert-card
        .alert=${alert}
        .me=${me}
        .problem=${inbox.refused.get(alert.id) ?? null}
        ?busy=${inbox.busy.has(alert.id)}
        ?selected=${alert.incidentId === this.selected}
        @acknowledge=${() => void inbox.acknowledge(alert)}
        @action=${(event: CustomEvent<IncidentAction>) => this.openDialog(event.detail, alert, me)}
        @locate=${() => this.locate(alert)}
      ></lz-alert-card>
    `;
  }

  /** Loads the map when it becomes visible: on a phone only after the person opens it. */
  private map(inbox: Inbox, me: Me): TemplateResult | string {
    if (!this.wide.matches && !this.mapped) {
      return '';
    }
    loadMap();
    return html`
      <section class="alerts-map" aria-label=${t('map.label')}>
        <lz-map
          .region=${me.region.code}
          .pins=${this.pinsOf(inbox.alerts)}
          .selected=${this.selected}
          @select=${(event: CustomEvent<string>) => this.select(event.detail)}
        ></lz-map>
      </section>
    `;
  }

  private tabButton(tab: Tab, count: number | null): TemplateResult {
    return html`
      <button
        type="button"
        class="segment"
        aria-pressed=${tab === this.tab}
        data-testid="alerts-${tab}"
        @click=${() => this.router?.setQuery({ tab: tab === 'open' ? null : tab })}
      >
        ${t(`alerts.${tab}`)}${count === null ? '' : html` <strong>${count}</strong>`}
      </button>
    `;
  }

  private soundButton({ alarm }: Inbox): TemplateResult {
    const label = t(alarm.sound ? 'alarm.on' : 'alarm.off');
    return html`
      <button
        type="button"
        class="button button-plain"
        aria-pressed=${alarm.sound}
        title=${label}
        aria-label=${label}
        @click=${() => void alarm.toggle().then(() => this.requestUpdate())}
      >
        ${icon(alarm.sound ? 'sound' : 'mute')}
      </button>
    `;
  }

  private rememberOpen(): void {
    this.inbox?.alerts.filter((alert) => alert.status !== 'SETTLED').forEach((alert) => this.openAtStart.add(alert.id));
  }

  private openDialog(action: IncidentAction, alert: Alert, me: Me): void {
    void this.querySelector<ActionDialog>('lz-action-dialog')?.open(action, alert, me.region.code);
  }

  private announce(alert: Alert): void {
    this.announcement = t('alerts.news', {
      kind: kindLabel(alert.kind),
      severity: severityLabel(alert.severity),
      region: alert.regionName,
    });
  }

  private locate(alert: Alert): void {
    this.selected = alert.incidentId;
    if (!this.wide.matches) {
      this.router?.setQuery({ view: 'map' });
    }
  }

  private select(incidentId: string): void {
    this.selected = incidentId;
    if (!this.wide.matches) {
      this.router?.setQuery({ view: null });
    }
    void this.updateComplete.then(() =>
      this.querySelector(`[data-incident-id="${incidentId}"]`)?.scrollIntoView({ block: 'center', behavior: 'smooth' }),
    );
  }

  /** Returns the same array while the alerts are the same, so that the map isn't drawn again. */
  private pinsOf(alerts: readonly Alert[]): readonly Pin[] {
    if (this.pinnedAlerts !== alerts) {
      this.pinnedAlerts = alerts;
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

function connection({ connection: { is, since } }: Inbox): TemplateResult {
  const state = is === 'open' ? 'connected' : is === 'lost' ? 'reconnecting' : 'connecting';
  return html`
    <p class="connection connection-${state}" role="status" data-testid="connection-state" data-state=${state}>
      <span class="dot"></span>${t(`connection.${state}`, { time: clockTime(since) })}
    </p>
  `;
}

function pinOf(alert: Alert, position: Pin['position']): Pin {
  return {
    id: alert.incidentId,
    position,
    kind: alert.kind,
    severity: alert.severity,
    reportedAt: alert.reportedAt,
    label: `${kindLabel(alert.kind)} · ${severityLabel(alert.severity)} · ${alert.regionName}`,
    settled: alert.status === 'SETTLED',
  };
}

customElements.define('lz-alerts-page', AlertsPage);
