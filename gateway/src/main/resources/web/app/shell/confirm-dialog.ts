import { html, type TemplateResult } from 'lit';
import { t } from '../i18n/i18n.ts';
import { AppElement } from './app-element.ts';
import './dialog.ts';
import type { Dialog } from './dialog.ts';

export interface Question {
  heading: string;
  text: string;
  /** The label of the confirming button. */
  confirm: string;
}

/** Confirms an action that can't be undone. */
export class ConfirmDialog extends AppElement {
  static override properties = { question: { state: true } };

  declare question: Question | null;

  private answer: (confirmed: boolean) => void = () => undefined;

  constructor() {
    super();
    this.question = null;
  }

  /** Resolves to whether the person confirms. */
  async ask(question: Question): Promise<boolean> {
    this.question = question;
    const confirmed = new Promise<boolean>((resolve) => (this.answer = resolve));
    await this.updateComplete;
    await this.dialog?.open();
    return confirmed;
  }

  override render(): TemplateResult {
    return html`
      <lz-dialog
        heading=${this.question?.heading ?? ''}
        .content=${this.question === null ? null : this.form(this.question)}
        @closed=${() => this.answer(false)}
      ></lz-dialog>
    `;
  }

  private form({ text, confirm }: Question): TemplateResult {
    return html`
      <form method="dialog" @submit=${() => this.answer(true)}>
        <p>${text}</p>
        <div class="actions actions-end">
          <button type="button" class="button button-big" data-testid="confirm-cancel" @click=${() => this.dialog?.close()}>
            ${t('action.cancel')}
          </button>
          <button type="submit" class="button button-danger button-big" data-testid="confirm-do">${confirm}</button>
        </div>
      </form>
    `;
  }

  private get dialog(): Dialog | null {
    return this.querySelector<Dialog>('lz-dialog');
  }
}

customElements.define('lz-confirm-dialog', ConfirmDialog);
