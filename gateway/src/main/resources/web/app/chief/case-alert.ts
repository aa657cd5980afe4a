import { css, html, type TemplateResult } from 'lit';
import type { Alert } from '../api/types.ts';
import { t } from '../i18n/i18n.ts';
import { isUrgent } from '../incident/kinds.ts';
import { AppElement } from '../shell/app-element.ts';
import { icon } from '../shell/icons.ts';
import { problemNote } from '../shell/problem-note.ts';
import { dateTime } from '../shell/time.ts';
import type { Inbox } from './inbox.ts';

/**
 * The person's own alert about the case that is shown, with the button that acknowledges it: a link to a case leads here,
 * not to the list of alerts. Empty if the person was not alerted.
 */
export class CaseAlert extends AppElement {
  static override properties = {
    inbox: { attribute: false },
    incident: {},
  };

  static override styles = css`
    lz-case-alert .case-alert {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: 8px 16px;
      margin-bottom: 12px;
    }

    lz-case-alert .case-alert .button {
      min-height: 56px;
    }

    @media (max-width: 480px) {
      lz-case-alert .case-alert .button {
        flex: 1 0 100%;
      }
    }
  `;

  declare inbox: Inbox | null;
  /** The id of the case. */
  declare incident: string;

  private lookedUp = '';

  constructor() {
    super();
    this.inbox = null;
    this.incident = '';
    this.watch(() => this.inbox);
  }

  protected override willUpdate(): void {
    if (this.inbox !== null && this.inbox.loaded && this.lookedUp !== this.incident) {
      this.lookedUp = this.incident;
      if (this.alert === undefined) {
        void this.inbox.lookUp(this.incident);
      }
    }
  }

  override render(): TemplateResult {
    const { alert, inbox } = this;
    if (alert === undefined || inbox === null) {
      return html``;
    }
    return alert.status === 'RAISED' ? this.raised(alert, inbox) : acknowledged(alert);
  }

  private get alert(): Alert | undefined {
    return this.inbox?.alerts.find((alert) => alert.incidentId === this.incident);
  }

  private raised(alert: Alert, inbox: Inbox): TemplateResult {
    const problem = inbox.refused.get(alert.id);
    return html`
      <section class="card case-alert" aria-label=${t('alert.own')} data-testid="case-alert">
        <p>${t('alert.raisedAt', { time: dateTime(alert.raisedAt) })}</p>
        <button
          type="button"
          class="button ${isUrgent(alert) ? 'button-alarm' : 'button-primary'}"
          data-testid="alert-acknowledge"
          ?disabled=${inbox.busy.has(alert.id)}
          @click=${() => void inbox.acknowledge(alert)}
        >
          ${icon('bell')}${t('alert.acknowledge')}
        </button>
        ${problem === undefined ? '' : problemNote(problem)}
      </section>
    `;
  }
}

function acknowledged(alert: Alert): TemplateResult {
  return alert.acknowledgedAt === null
    ? html``
    : html`<p class="note" role="status" data-testid="case-alert-acknowledged">
        ${icon('check')}${t('alert.acknowledgedAt', { time: dateTime(alert.acknowledgedAt) })}
      </p>`;
}

customElements.define('lz-case-alert', CaseAlert);
