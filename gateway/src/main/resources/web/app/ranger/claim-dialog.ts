import { css, html, type TemplateResult } from 'lit';
import { t } from '../i18n/i18n.ts';
import { kindLabel, severityLabel } from '../i18n/labels.ts';
import type { Entry } from '../outbox/entry.ts';
import { isReport, type ReportPayload } from '../outbox/report.ts';
import { AppElement } from '../shell/app-element.ts';
import '../shell/dialog.ts';
import type { Dialog } from '../shell/dialog.ts';
import { dateTime } from '../shell/time.ts';

/**
 * Lets the person decide about the entries that were made on this device while no one was logged in. Emits `claim` and
 * `discard` with the ids of the selected entries; closing the dialog changes nothing.
 */
export class ClaimDialog extends AppElement {
  static override properties = { entries: { attribute: false }, discarding: { state: true }, chosen: { state: true } };

  static override styles = css`
    lz-claim-dialog .claim-list {
      display: grid;
      gap: 8px;
      max-height: max(120px, calc(100vh - 500px));
      overflow-y: auto;
    }

    lz-claim-dialog .claim-entry {
      display: flex;
      align-items: flex-start;
      gap: 12px;
      min-height: 56px;
      padding: 10px 12px;
      border: 1px solid var(--line);
      border-radius: var(--radius-small);
      overflow-wrap: anywhere;
    }

    lz-claim-dialog .claim-entry input {
      flex: none;
      width: 24px;
      height: 24px;
      margin: 2px 0 0;
    }

    lz-claim-dialog .actions .button {
      flex: 1 1 110px;
      padding: 8px 12px;
    }
  `;

  declare entries: readonly Entry[];
  /** The confirmation before entries are deleted permanently. */
  declare discarding: boolean;
  /** The ids of the selected entries. */
  declare chosen: ReadonlySet<string>;

  constructor() {
    super();
    this.entries = [];
    this.discarding = false;
    this.chosen = new Set();
  }

  async open(): Promise<void> {
    this.discarding = false;
    // The person ticks their own: what is sent in their name is their decision.
    this.chosen = new Set();
    await this.updateComplete;
    await this.dialog?.open();
  }

  override render(): TemplateResult {
    const heading = t('claim.title', { n: this.entries.length });
    return html`<lz-dialog data-testid="claim-dialog" .heading=${heading} .content=${this.content()}></lz-dialog>`;
  }

  private content(): TemplateResult {
    const isNone = this.chosen.size === 0;
    return html`
      <form @submit=${(event: Event) => event.preventDefault()}>
        <p>${t('claim.text')}</p>
        <ul class="claim-list">
          ${this.entries.map((entry) => this.entry(entry))}
        </ul>
        ${this.discarding
          ? html`<p role="alert"><strong>${t('claim.sure', { n: this.chosen.size })}</strong></p>`
          : ''}
        <div class="actions">
          ${this.discarding ? this.confirmation() : this.choice(isNone)}
        </div>
      </form>
    `;
  }

  private choice(isNone: boolean): TemplateResult {
    return html`
      <button type="button" class="button button-big" data-testid="claim-later" @click=${() => this.dialog?.close()}>
        ${t('claim.later')}
      </button>
      <button
        type="button"
        class="button button-danger button-big"
        data-testid="claim-discard"
        ?disabled=${isNone}
        @click=${() => (this.discarding = true)}
      >
        ${t('claim.discard')}
      </button>
      <button
        type="button"
        class="button button-primary button-big"
        data-testid="claim-send"
        ?disabled=${isNone}
        @click=${() => this.decide('claim')}
      >
        ${t('claim.send')}
      </button>
    `;
  }

  private confirmation(): TemplateResult {
    return html`
      <button type="button" class="button button-big" @click=${() => (this.discarding = false)}>${t('action.cancel')}</button>
      <button
        type="button"
        class="button button-danger button-big"
        data-testid="claim-discard-sure"
        @click=${() => this.decide('discard')}
      >
        ${t('claim.discard')}
      </button>
    `;
  }

  private entry(entry: Entry): TemplateResult {
    const { id, savedAt } = entry;
    return html`
      <li>
        <label class="claim-entry" data-testid="claim-entry" data-entry-id=${id}>
          <input
            type="checkbox"
            ?checked=${this.chosen.has(id)}
            ?disabled=${this.discarding}
            @change=${(event: Event) => this.tick(id, (event.target as HTMLInputElement).checked)}
          />
          <span>
            <strong>${isReport(entry) ? kindLabel(entry.payload.body.kind) : entry.kind}</strong> · ${dateTime(savedAt)}<br />
            ${isReport(entry) ? reportDetails(entry.payload) : ''}
          </span>
        </label>
      </li>
    `;
  }

  private tick(id: string, isTicked: boolean): void {
    const chosen = new Set(this.chosen);
    if (isTicked) {
      chosen.add(id);
    } else {
      chosen.delete(id);
    }
    this.chosen = chosen;
  }

  private decide(decision: 'claim' | 'discard'): void {
    this.dialog?.close();
    this.emit(decision, [...this.chosen]);
  }

  private get dialog(): Dialog | null {
    return this.querySelector<Dialog>('lz-dialog');
  }
}

/** What a person needs to recognise their report: severity, place and description. */
function reportDetails({ body, regionName }: ReportPayload): TemplateResult {
  const { position } = body;
  const place = position === undefined ? regionName : `${position.lat.toFixed(4)}, ${position.lon.toFixed(4)}`;
  return html`${severityLabel(body.severity)}${place === '' ? '' : html` · ${place}`}<br />${body.description}`;
}

customElements.define('lz-claim-dialog', ClaimDialog);
