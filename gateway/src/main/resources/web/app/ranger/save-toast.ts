import { css, html, type TemplateResult } from 'lit';
import { AppElement } from '../shell/app-element.ts';
import { icon } from '../shell/icons.ts';
import type { SaveNotice } from './report-saver.ts';

const ICONS = { good: 'check', plain: 'clock', bad: 'warning' } as const;

/** Shows the outcome of a report that was just saved, on top of the page. */
export class SaveToast extends AppElement {
  static override properties = { notice: { attribute: false } };

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

  declare notice: SaveNotice | null;

  constructor() {
    super();
    this.notice = null;
  }

  override render(): TemplateResult {
    const { notice } = this;
    return html`
      <div class="toast-place" aria-live="assertive">
        ${notice === null
          ? ''
          : html`<p class="toast toast-${notice.tone}" data-testid="report-said" data-tone=${notice.tone}>
              ${icon(ICONS[notice.tone])}${notice.text}
            </p>`}
      </div>
    `;
  }
}

customElements.define('lz-save-toast', SaveToast);
