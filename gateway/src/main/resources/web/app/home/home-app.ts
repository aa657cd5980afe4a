import { css, html, type TemplateResult } from 'lit';
import { languageTag, t } from '../i18n/i18n.ts';
import { APPS, isAllowed, type AppName } from '../session/apps.ts';
import { logInAddress, refreshSession, session, sessions } from '../session/session.ts';
import { AppElement } from '../shell/app-element.ts';
import '../shell/app-header.ts';
import { icon, type IconName } from '../shell/icons.ts';

const ICONS: Record<AppName, IconName> = { ranger: 'tree', chief: 'bell', supervisor: 'shield' };

/** The start page, which links to the apps of the platform. */
export class HomeApp extends AppElement {
  static override styles = css`
    lz-home .page {
      max-width: 1080px;
    }

    lz-home .home-hero {
      display: grid;
      justify-items: center;
      gap: 14px;
      padding: 56px 0 40px;
      text-align: center;
    }

    lz-home .home-hero h1 {
      color: var(--forest-deep);
      font-size: 2.4rem;
      letter-spacing: 0.1em;
    }

    lz-home .home-hero p {
      color: var(--muted);
      font-size: 1.1rem;
    }

    lz-home .app-cards {
      display: grid;
      grid-template-columns: repeat(3, 1fr);
      gap: 20px;
    }

    lz-home .app-card {
      display: grid;
      justify-items: center;
      align-content: start;
      gap: 10px;
      padding: 32px 24px;
      border: 1px solid var(--line);
      border-radius: 16px;
      background: var(--card);
      color: inherit;
      text-align: center;
      text-decoration: none;
      box-shadow: var(--shadow);
    }

    lz-home .app-card:hover {
      border-color: var(--forest);
    }

    lz-home .app-card-icon {
      display: grid;
      place-items: center;
      width: 72px;
      height: 72px;
      border-radius: 20px;
      background: var(--forest);
      color: #fff;
      font-size: 32px;
    }

    lz-home .app-card-name {
      font-size: 1.3rem;
      font-weight: 600;
    }

    lz-home .app-card-purpose {
      color: var(--muted);
      text-wrap: balance;
    }

    lz-home .app-card-disabled {
      box-shadow: none;
      opacity: 0.65;
    }

    lz-home .app-card-note {
      font-size: 0.9rem;
    }

    @media (max-width: 760px) {
      lz-home .home-hero {
        padding: 24px 0 20px;
      }

      lz-home .home-hero h1 {
        font-size: 1.9rem;
      }

      lz-home .app-cards {
        grid-template-columns: 1fr;
        gap: 12px;
      }

      lz-home .app-card {
        grid-template-columns: auto 1fr;
        justify-items: start;
        gap: 2px 16px;
        padding: 16px;
        text-align: left;
      }

      lz-home .app-card-icon {
        grid-row: span 3;
        width: 60px;
        height: 60px;
        font-size: 26px;
      }
    }
  `;

  constructor() {
    super();
    this.watch(() => sessions);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void refreshSession();
  }

  protected override updated(): void {
    document.title = t('app.title', { app: t('apps.home') });
    document.documentElement.lang = languageTag();
  }

  override render(): TemplateResult {
    return html`
      <lz-header app="home"></lz-header>
      <main class="page">
        <div class="home-hero">
          <h1>${t('app.name')}</h1>
          <p>${t('home.purpose')}</p>
          ${session().state === 'out'
            ? html`<a class="button button-primary button-big" data-testid="login" href=${logInAddress()}>${t('action.login')}</a>`
            : ''}
        </div>
        <nav class="app-cards" aria-label=${t('home.choose')}>${APPS.map((app) => this.card(app))}</nav>
      </main>
    `;
  }

  private card(app: AppName): TemplateResult {
    const current = session();
    const closed = current.state === 'in' && !isAllowed(app, current.me);
    return html`
      <a class="app-card ${closed ? 'app-card-disabled' : ''}" href="/${app}" data-testid="app-${app}">
        <span class="app-card-icon">${icon(ICONS[app])}</span>
        <span class="app-card-name">${t(`apps.${app}`)}</span>
        <span class="app-card-purpose">${t(`apps.${app}.purpose`)}</span>
        ${closed ? html`<span class="app-card-note">${t('home.closed')}</span>` : ''}
      </a>
    `;
  }
}

customElements.define('lz-home', HomeApp);
