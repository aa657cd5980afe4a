import { html, type TemplateResult } from 'lit';
import { language, speak, t, type TextKey } from '../i18n/i18n.ts';
import { titleOf } from '../i18n/words.ts';
import { onSession, person, session, logOut } from '../session/session.ts';
import { FaceElement } from './face-element.ts';
import { icon } from './icons.ts';

/** The head of every face: which face, who is logged in and for which region, the language, the way out. */
export class FaceHeader extends FaceElement {
  static override properties = { face: {}, unsent: { type: Number } };

  declare face: 'home' | 'ranger' | 'chief' | 'supervisor';
  /** Reports that are still on this device only; told before logging out. */
  declare unsent: number;

  constructor() {
    super();
    this.face = 'home';
    this.unsent = 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.whileConnected(onSession(() => this.requestUpdate()));
  }

  override render(): TemplateResult {
    const title: TextKey = `face.${this.face}`;
    document.title = t('app.title', { face: t(title) });
    document.documentElement.lang = language() === 'zh' ? 'zh-CN' : 'en';
    return html`
      <header class="head">
        <a class="head-brand" href="/" title=${t('app.home')}>
          <span class="head-logo">${icon('tree')}</span>
          <span class="head-names">
            <span class="head-name">${t('app.name')}</span>
            <span class="head-face">${t(title)}</span>
          </span>
        </a>
        <div class="head-side">
          ${this.person()}
          <button
            type="button"
            class="head-button"
            data-testid="language"
            aria-label=${`${t('language.other')} · ${t('language.label')}`}
            @click=${() => speak(language() === 'zh' ? 'en' : 'zh')}
          >
            ${icon('globe')}<span>${t('language.other')}</span>
          </button>
          ${session().state === 'in'
            ? html`<button
                type="button"
                class="head-button"
                data-testid="logout"
                aria-label=${t('action.logout')}
                @click=${() => this.leave()}
              >
                ${icon('leave')}<span class="head-wide">${t('action.logout')}</span>
              </button>`
            : ''}
        </div>
      </header>
    `;
  }

  private person(): TemplateResult | string {
    const me = person();
    if (me === null) {
      return '';
    }
    return html`
      <span class="head-person" data-testid="person" data-username=${me.username}>
        <span class="head-name">${me.name}</span>
        <span class="head-role">${titleOf(me)} · ${me.region.name}</span>
      </span>
    `;
  }

  private leave(): void {
    if (this.unsent === 0 || confirm(t('logout.unsent', { n: this.unsent }))) {
      logOut();
    }
  }
}

customElements.define('lz-header', FaceHeader);
