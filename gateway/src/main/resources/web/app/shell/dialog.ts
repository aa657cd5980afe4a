import { css, html, type TemplateResult } from 'lit';
import { AppElement } from './app-element.ts';

/** A modal dialog with a heading and the given content, usually a form. Emits `closed`, also after Escape. */
export class Dialog extends AppElement {
  static override properties = { heading: {}, content: { attribute: false } };

  static override styles = css`
    lz-dialog .dialog-frame {
      width: min(520px, calc(100vw - 24px));
      max-height: calc(100vh - 24px);
      padding: 22px;
      border: 0;
      border-radius: 16px;
      color: inherit;
      box-shadow: 0 20px 60px rgb(10 30 20 / 35%);
    }

    lz-dialog .dialog-frame::backdrop {
      background: rgb(12 28 20 / 55%);
    }

    lz-dialog h2 {
      margin-bottom: 16px;
    }

    lz-dialog form {
      display: grid;
      gap: 16px;
    }
  `;

  declare heading: string;
  declare content: TemplateResult | null;

  constructor() {
    super();
    this.heading = '';
    this.content = null;
  }

  /** Shows the dialog with its latest content and empty forms. */
  async open(): Promise<void> {
    await this.updateComplete;
    this.querySelectorAll('form').forEach((form) => form.reset());
    this.querySelector('dialog')?.showModal();
  }

  close(): void {
    this.querySelector('dialog')?.close();
  }

  override render(): TemplateResult {
    return html`
      <dialog class="dialog-frame" aria-label=${this.heading} @close=${() => this.emit('closed', null)}>
        <h2>${this.heading}</h2>
        ${this.content ?? ''}
      </dialog>
    `;
  }
}

customElements.define('lz-dialog', Dialog);
