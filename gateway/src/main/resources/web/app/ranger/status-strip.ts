import { html, type TemplateResult } from 'lit';
import { contact } from '../api/contact.ts';
import { t } from '../i18n/i18n.ts';
import { logInAddress, onSession, session } from '../session/session.ts';
import { FaceElement } from '../shell/face-element.ts';
import { icon } from '../shell/icons.ts';
import { clockTime, fullTime } from '../shell/time.ts';
import type { Count } from './queue/rows.ts';

/** Whether there is a connection, what still waits on this device, and when the server was last heard. Tells `send`. */
export class StatusStrip extends FaceElement {
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
      <section class="strip strip-${state}" aria-label=${t('strip.label')}>
        <p class="strip-state" role="status" data-testid="connection-state" data-state=${state}>
          <span class="dot"></span>${t(`strip.${state}`)}
        </p>
        <p class="strip-count ${waiting > 0 ? 'strip-waiting' : ''}">
          ${t('strip.waiting')} <strong data-testid="queue-count">${waiting}</strong>
          ${attention > 0
            ? html`<span class="strip-attention">${t('strip.attention')} <strong data-testid="attention-count">${attention}</strong></span>`
            : ''}
        </p>
        <p class="strip-contact" title=${contact.lastAt === null ? '' : fullTime(contact.lastAt)}>
          ${t('strip.contact')} ${contact.lastAt === null ? '—' : clockTime(contact.lastAt)}
        </p>
      </section>
      ${waiting > 0 && !out
        ? html`<button
            type="button"
            class="button strip-send"
            data-testid="send-now"
            @click=${() => this.tell('send', null)}
          >
            ${icon('refresh')}${t('strip.send')}
          </button>`
        : ''}
      ${out
        ? html`<div class="strip-note" role="status">
            <p>${t(waiting > 0 ? 'strip.loginToSend' : 'strip.loginToSee')}</p>
            <a class="button button-primary button-big" data-testid="login" href=${logInAddress()}>${t('action.login')}</a>
          </div>`
        : ''}
      ${others > 0 ? html`<p class="strip-note" role="status">${t('strip.others', { n: others })}</p>` : ''}
    `;
  }
}

customElements.define('lz-status-strip', StatusStrip);
