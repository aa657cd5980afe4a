import { css, html, type TemplateResult } from 'lit';
import { AppElement } from '../shell/app-element.ts';
import { icon } from '../shell/icons.ts';
import type { Said } from './report-saver.ts';

const ICONS = { good: 'check', plain: 'clock', bad: 'warning' } as const;

/** Shows over the page what has become of a report that was just saved. */
export class SaveToast extends AppElement {
  static override properties = { said: { attribute: false } };

  static override styles = css`
    lz-save-toast .toast-place {
      position: fixed;
      left: 50%;
      top: 60px;
      z-index: 1500;
      width: min(600px, calc(100vw - 32px));
      transform: translateX(-50%);
      pointer-events: none;
    }

    lz-save-toast .toast {
      display: flex;
      align-items: center;
      gap: 10px;
      padding: 14px 16px;
      border-radius: var(--radius);
      background: #16211b;
      color: #fff;
      font-weight: 500;
      box-shadow: 0 8px 30px rgb(0 0 0 / 30%);
    }

    lz-save-toast .toast-bad {
      background: var(--critical);
    }
  `;

  declare said: Said | null;

  constructor() {
    super();
    this.said = null;
  }

  override render(): TemplateResult {
    const { said } = this;
    return html`
      <div class="toast-place" aria-live="assertive">
        ${said === null
          ? ''
          : html`<p class="toast toast-${said.tone}" data-testid="report-said" data-tone=${said.tone}>
              ${icon(ICONS[said.tone])}${said.text}
            </p>`}
      </div>
    `;
  }
}

customElements.define('lz-save-toast', SaveToast);
