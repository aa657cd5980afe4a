import { css, html, type TemplateResult } from 'lit';
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

  static override styles = css`
    lz-status-bar {
      display: contents;
    }

    lz-status-bar .status-bar {
      position: sticky;
      top: 0;
      z-index: 950;
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 16px;
      margin: 0 -16px;
      padding: 10px 16px;
      border-bottom: 1px solid var(--line);
      background: var(--good-soft);
      font-size: 0.95rem;
    }

    lz-status-bar .status-bar-offline {
      background: #2b2f2d;
      color: #fff;
    }

    lz-status-bar .status-bar-out {
      background: var(--warn-soft);
    }

    lz-status-bar .status-bar-state {
      display: flex;
      align-items: center;
      gap: 8px;
      font-weight: 600;
    }

    lz-status-bar .status-bar-online .status-bar-state {
      color: var(--good);
    }

    lz-status-bar .status-bar-offline .status-bar-state {
      color: #ffd27a;
    }

    lz-status-bar .status-bar-count strong {
      display: inline-block;
      min-width: 1.6em;
      padding: 0 6px;
      border-radius: 999px;
      background: rgb(0 0 0 / 8%);
      text-align: center;
    }

    lz-status-bar .status-bar-offline .status-bar-count strong {
      background: rgb(255 255 255 / 18%);
    }

    lz-status-bar .status-bar .status-bar-waiting strong {
      background: #ffd27a;
      color: #3a2500;
    }

    lz-status-bar .status-bar-attention {
      margin-left: 8px;
      color: var(--danger);
      font-weight: 600;
    }

    lz-status-bar .status-bar-offline .status-bar-attention {
      color: #ffb4ab;
    }

    lz-status-bar .status-bar-contact {
      margin-left: auto;
      font-size: 0.85rem;
      opacity: 0.85;
    }

    lz-status-bar .status-bar-send {
      width: 100%;
      min-height: 56px;
      margin-top: 12px;
    }

    lz-status-bar .status-bar-note {
      margin: 12px 0 0;
      padding: 14px;
      border-radius: var(--radius);
      background: var(--warn-soft);
      color: #5c3800;
    }

    lz-status-bar .status-bar-note .button {
      width: 100%;
      margin-top: 10px;
    }
  `;

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
