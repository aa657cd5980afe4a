import { html, type TemplateResult } from 'lit';
import { contact } from '../api/contact.ts';
import { t } from '../i18n/i18n.ts';
import { logInAddress, onSession, session } from '../session/session.ts';
import { AppElement } from '../shell/app-element.ts';
import { icon } from '../shell/icons.ts';
import { clockTime, fullTime } from '../shell/time.ts';
import type { Count } from './queue/rows.ts';

/** Whether there is a connection, what still waits on this device, and when the server was last heard. Emits `send`. */
export class StatusBar extends AppElement {
  static override properties = { count: { attribute: false } };

  declare count: Count;

  constructor() {
    super();
    this.count = { waiting: 0, attention: 0, others: 0 };
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen(contact, 'changed', () => this.requestUpdate());
    this.whileConnected(onSession(() => this.requestUpdate()));
  }

  override render(): TemplateResult {
    const { waiting, attention, others } = this.count;
    const out = session().state === 'out';
    const state = !contact.reachable ? 'offline' : out ? 'out' : 'online';
    return html`
      <section class="status-bar status-bar-${state}" aria-label=${t('statusBar.label')}>
        <p class="status-bar-state" role="status" data-testid="connection-state" data-state=${state}>
          <span class="dot"></span>${t(`statusBar.${state}`)}
        </p>
        <p class="status-bar-count ${waiting > 0 ? 'status-bar-waiting' : ''}">
          ${t('statusBar.waiting')} <strong data-testid="queue-count">${waiting}</strong>
          ${attention > 0
            ? html`<span class="status-bar-attention">${t('statusBar.attention')} <strong data-testid="attention-count">${attention}</strong></span>`
            : ''}
        </p>
        <p class="status-bar-contact" title=${contact.lastAt === null ? '' : fullTime(contact.lastAt)}>
          ${t('statusBar.contact')} ${contact.lastAt === null ? '—' : clockTime(contact.lastAt)}
        </p>
      </section>
      ${waiting > 0 && !out
        ? html`<button
            type="button"
            class="button status-bar-send"
            data-testid="send-now"
            @click=${() => this.emit('send', null)}
          >
            ${icon('refresh')}${t('statusBar.send')}
          </button>`
        : ''}
      ${out
        ? html`<div class="status-bar-note" role="status">
            <p>${t(waiting > 0 ? 'statusBar.loginToSend' : 'statusBar.loginToSee')}</p>
            <a class="button button-primary button-big" data-testid="login" href=${logInAddress()}>${t('action.login')}</a>
          </div>`
        : ''}
      ${others > 0 ? html`<p class="status-bar-note" role="status">${t('statusBar.others', { n: others })}</p>` : ''}
    `;
  }
}

customElements.define('lz-status-bar', StatusBar);
