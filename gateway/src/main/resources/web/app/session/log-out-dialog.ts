import { html, type TemplateResult } from 'lit';
import { reachability } from '../api/reachability.ts';
import { t } from '../i18n/i18n.ts';
import { entryStore } from '../outbox/dispatch.ts';
import { isDelivered } from '../outbox/entry.ts';
import { AppElement } from '../shell/app-element.ts';
import '../shell/dialog.ts';
import type { Dialog } from '../shell/dialog.ts';
import { logOut, person } from './session.ts';

/** Confirms a log-out, and shows its effect on undelivered entries and without network. */
export class LogOutDialog extends AppElement {
  static override properties = { undelivered: { state: true }, busy: { state: true }, failed: { state: true } };

  /** The number of the person's entries that are only on this device. */
  declare undelivered: number;
  declare busy: boolean;
  /** Whether the log-out failed: the device can neither save it nor reach the server. */
  declare failed: boolean;

  constructor() {
    super();
    this.undelivered = 0;
    this.busy = false;
    this.failed = false;
    this.watch(() => reachability);
  }

  async open(): Promise<void> {
    this.busy = false;
    this.failed = false;
    this.undelivered = await undeliveredOf(person()?.id ?? null);
    await this.updateComplete;
    await this.dialog?.open();
  }

  override render(): TemplateResult {
    return html`<lz-dialog data-testid="logout-dialog" .heading=${t('logout.title')} .content=${this.content()}></lz-dialog>`;
  }

  private content(): TemplateResult {
    return html`
      <form @submit=${(event: Event) => this.confirm(event)}>
        ${this.undelivered > 0
          ? html`<p data-testid="logout-undelivered"><strong>${t('logout.undelivered', { n: this.undelivered })}</strong></p>`
          : ''}
        <p>${t('logout.forgets')}</p>
        ${reachability.reachable ? '' : html`<p data-testid="logout-offline">${t('logout.offline')}</p>`}
        ${this.failed ? html`<p class="field-error" role="alert">${t('logout.failed')}</p>` : ''}
        <div class="actions actions-end">
          <button type="button" class="button button-big" data-testid="logout-cancel" @click=${() => this.dialog?.close()}>
            ${t('action.cancel')}
          </button>
          <button type="submit" class="button button-primary button-big" data-testid="logout-confirm" ?disabled=${this.busy}>
            ${t('action.logout')}
          </button>
        </div>
      </form>
    `;
  }

  private confirm(event: Event): void {
    event.preventDefault();
    if (!this.busy) {
      void this.leave();
    }
  }

  private async leave(): Promise<void> {
    this.busy = true;
    try {
      await logOut();
      this.dialog?.close();
    } catch {
      this.failed = true;
    } finally {
      this.busy = false;
    }
  }

  private get dialog(): Dialog | null {
    return this.querySelector<Dialog>('lz-dialog');
  }
}

async function undeliveredOf(owner: string | null): Promise<number> {
  try {
    return (await entryStore.all()).filter((entry) => entry.owner === owner && !isDelivered(entry)).length;
  } catch {
    return 0;
  }
}

customElements.define('lz-log-out-dialog', LogOutDialog);
