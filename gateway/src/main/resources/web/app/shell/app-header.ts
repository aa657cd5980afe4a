import { html, type TemplateResult } from 'lit';
import { language, setLanguage, t, type TextKey } from '../i18n/i18n.ts';
import { titleOf } from '../i18n/labels.ts';
import '../session/log-out-dialog.ts';
import type { LogOutDialog } from '../session/log-out-dialog.ts';
import { onSession, person } from '../session/session.ts';
import { AppElement } from './app-element.ts';
import { icon } from './icons.ts';

/** The head of every app: which app, who is logged in and for which region, the language, the way out. */
export class AppHeader extends AppElement {
  static override properties = { app: {} };

  declare app: 'home' | 'ranger' | 'chief' | 'supervisor';

  constructor() {
    super();
    this.app = 'home';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.whileConnected(onSession(() => this.requestUpdate()));
  }

  override render(): TemplateResult {
    const title: TextKey = `apps.${this.app}`;
    document.title = t('app.title', { app: t(title) });
    document.documentElement.lang = language() === 'zh' ? 'zh-CN' : 'en';
    return html`
      <header class="header">
        <a class="header-brand" href="/" title=${t('app.home')}>
          <span class="header-logo">${icon('tree')}</span>
          <span class="header-names">
            <span class="header-name">${t('app.name')}</span>
            <span class="header-app">${t(title)}</span>
          </span>
        </a>
        <div class="header-side">
          ${this.person()}
          <button
            type="button"
            class="header-button"
            data-testid="language"
            aria-label=${`${t('language.other')} · ${t('language.label')}`}
            @click=${() => setLanguage(language() === 'zh' ? 'en' : 'zh')}
          >
            ${icon('globe')}<span>${t('language.other')}</span>
          </button>
          ${person() !== null
            ? html`<button
                type="button"
                class="header-button"
                data-testid="logout"
                aria-label=${t('action.logout')}
                @click=${() => void this.querySelector<LogOutDialog>('lz-log-out-dialog')?.open()}
              >
                ${icon('leave')}<span class="header-wide">${t('action.logout')}</span>
              </button>`
            : ''}
        </div>
      </header>
      <lz-log-out-dialog></lz-log-out-dialog>
    `;
  }

  private person(): TemplateResult | string {
    const me = person();
    if (me === null) {
      return '';
    }
    return html`
      <span class="header-person" data-testid="person" data-username=${me.username}>
        <span class="header-name">${me.name}</span>
        <span class="header-role">${titleOf(me)} · ${me.region.name}</span>
      </span>
    `;
  }
}

customElements.define('lz-header', AppHeader);
