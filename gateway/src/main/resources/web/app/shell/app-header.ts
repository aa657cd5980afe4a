import { css, html, type TemplateResult } from 'lit';
import { language, setLanguage, t, type TextKey } from '../i18n/i18n.ts';
import { titleOf } from '../i18n/labels.ts';
import '../session/log-out-dialog.ts';
import type { LogOutDialog } from '../session/log-out-dialog.ts';
import { person, sessions } from '../session/session.ts';
import { AppElement } from './app-element.ts';
import { icon } from './icons.ts';

/** The header of every app: the app, the person and their region, the language, the log-out. */
export class AppHeader extends AppElement {
  static override properties = { app: {} };

  static override styles = css`
    lz-header .header {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: 12px;
      padding: 10px max(16px, env(safe-area-inset-right)) 10px max(16px, env(safe-area-inset-left));
      background: var(--forest-deep);
      color: #fff;
    }

    lz-header .header :focus-visible {
      outline-color: #fff;
    }

    lz-header .header-brand {
      display: flex;
      align-items: center;
      gap: 10px;
      min-width: 0;
      color: inherit;
      text-decoration: none;
    }

    lz-header .header-logo {
      display: grid;
      place-items: center;
      flex: none;
      width: 38px;
      height: 38px;
      border-radius: 10px;
      background: rgb(255 255 255 / 14%);
      font-size: 19px;
    }

    lz-header .header-names,
    lz-header .header-person {
      display: flex;
      flex-direction: column;
      min-width: 0;
      line-height: 1.25;
    }

    lz-header .header-name {
      font-weight: 600;
      white-space: nowrap;
    }

    lz-header .header-app,
    lz-header .header-role {
      font-size: 0.8rem;
      color: #cfe3d8;
      white-space: nowrap;
    }

    lz-header .header-side {
      display: flex;
      align-items: center;
      gap: 8px;
      min-width: 0;
    }

    lz-header .header-person {
      overflow: hidden;
      text-align: right;
    }

    lz-header .header-person span {
      overflow: hidden;
      text-overflow: ellipsis;
    }

    lz-header .header-button {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      flex: none;
      min-height: 44px;
      min-width: 44px;
      padding: 0 10px;
      justify-content: center;
      border: 1px solid rgb(255 255 255 / 30%);
      border-radius: var(--radius-small);
      background: transparent;
      color: inherit;
      font: inherit;
      font-size: 0.9rem;
      cursor: pointer;
    }

    lz-header .header-button:hover {
      background: rgb(255 255 255 / 12%);
    }

    @media (max-width: 560px) {
      lz-header .header {
        gap: 8px;
        padding: 8px 12px;
      }

      lz-header .header-wide {
        display: none;
      }

      lz-header .header-button {
        padding: 0 8px;
      }

      lz-header .header-language .icon {
        display: none;
      }

      lz-header .header-app,
      lz-header .header-role {
        font-size: 0.75rem;
        white-space: normal;
      }

      /* The person's name needs the room of the platform's name. */
      lz-header .header-known .header-names {
        display: none;
      }

      lz-header .header-side {
        flex: 1;
        justify-content: flex-end;
      }

      lz-header .header-person {
        flex: 1;
        text-align: left;
      }
    }
  `;

  declare app: 'home' | 'ranger' | 'chief' | 'supervisor';

  constructor() {
    super();
    this.app = 'home';
    this.watch(() => sessions);
  }

  override render(): TemplateResult {
    const title: TextKey = `apps.${this.app}`;
    return html`
      <header class="header ${person() === null ? '' : 'header-known'}">
        <a class="header-brand" href="/" title=${t('app.home')} aria-label=${t('app.home')}>
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
            class="header-button header-language"
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
