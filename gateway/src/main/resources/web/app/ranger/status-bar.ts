import { css, html, type TemplateResult } from 'lit';
import { reachability } from '../api/reachability.ts';
import { deviceStorage } from '../device/storage.ts';
import { t } from '../i18n/i18n.ts';
import type { Count } from '../outbox/report-rows.ts';
import { logInAddress, session, sessions } from '../session/session.ts';
import { AppElement } from '../shell/app-element.ts';
import { icon } from '../shell/icons.ts';
import { clockTime, fullTime } from '../shell/time.ts';

/**
 * Shows the connection, the entries that wait on this device, whether the browser protects them, and when the server
 * last responded. Emits `send`, and `review` to show the unclaimed entries.
 */
export class StatusBar extends AppElement {
  static override properties = { count: { attribute: false }, anonymous: { type: Boolean } };

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

    lz-status-bar .status-bar-protection {
      padding-top: 4px;
      color: var(--muted);
      font-size: 0.9rem;
    }

    lz-status-bar .status-bar-protection[data-state='unprotected'] summary {
      color: #7a4a00;
    }

    lz-status-bar .status-bar-protection summary {
      display: flex;
      align-items: center;
      gap: 6px;
      min-height: 44px;
      cursor: pointer;
    }

    lz-status-bar .status-bar-note .button {
      width: 100%;
      margin-top: 10px;
    }
  `;

  declare count: Count;
  /** No one is logged in, and no person is remembered. */
  declare anonymous: boolean;

  constructor() {
    super();
    this.count = { waiting: 0, attention: 0, others: 0, unclaimed: 0 };
    this.anonymous = false;
    this.watch(() => reachability);
    this.watch(() => sessions);
    this.watch(() => deviceStorage);
  }

  override render(): TemplateResult {
    const { waiting, attention, others, unclaimed } = this.count;
    const out = session().state === 'out';
    const state = !reachability.reachable ? 'offline' : out ? 'out' : 'online';
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
        <p class="status-bar-contact" title=${reachability.lastAt === null ? '' : fullTime(reachability.lastAt)}>
          ${t('statusBar.contact')} ${reachability.lastAt === null ? '—' : clockTime(reachability.lastAt)}
        </p>
      </section>
      ${this.protection()}
      ${waiting > 0 && !out && !this.anonymous
        ? html`<button
            type="button"
            class="button status-bar-send"
            data-testid="send-now"
            @click=${() => this.emit('send', null)}
          >
            ${icon('refresh')}${t('statusBar.send')}
          </button>`
        : ''}
      ${out || this.anonymous ? this.logInNote(waiting) : ''}
      ${unclaimed > 0 ? this.unclaimedNote(unclaimed) : ''}
      ${others > 0 ? html`<p class="status-bar-note" role="status" data-testid="others">${t('statusBar.others', { n: others })}</p>` : ''}
    `;
  }

  private logInNote(waiting: number): TemplateResult {
    const reason = waiting > 0 ? 'statusBar.loginToSend' : 'statusBar.loginToSee';
    return html`
      <div class="status-bar-note" role="status">
        <p>${t(this.anonymous ? 'statusBar.anonymous' : reason)}</p>
        ${session().state === 'out' && reachability.reachable
          ? html`<a class="button button-primary button-big" data-testid="login" href=${logInAddress()}>${t('action.login')}</a>`
          : ''}
      </div>
    `;
  }

  private protection(): TemplateResult | string {
    const { protection } = deviceStorage;
    return protection === 'unknown'
      ? ''
      : html`
          <details class="status-bar-protection" data-testid="protection" data-state=${protection}>
            <summary>${icon(protection === 'protected' ? 'shield' : 'warning')}${t(`device.${protection}`)}</summary>
            <p>${t(`device.${protection}.meaning`)}</p>
          </details>
        `;
  }

  private unclaimedNote(n: number): TemplateResult {
    return html`
      <div class="status-bar-note" role="status" data-testid="unclaimed">
        <p>${t(this.anonymous ? 'statusBar.unclaimed' : 'statusBar.unclaimedReview', { n })}</p>
        ${session().state === 'in'
          ? html`<button type="button" class="button button-big" data-testid="review" @click=${() => this.emit('review', null)}>
              ${t('claim.review')}
            </button>`
          : ''}
      </div>
    `;
  }
}

customElements.define('lz-status-bar', StatusBar);
