import { html, type TemplateResult } from 'lit';
import { t } from '../i18n/i18n.ts';
import { APPS, isAllowed, type AppName } from '../session/apps.ts';
import { logInAddress, onSession, refreshSession, session } from '../session/session.ts';
import { AppElement } from '../shell/app-element.ts';
import '../shell/app-header.ts';
import { icon, type IconName } from '../shell/icons.ts';

const ICONS: Record<AppName, IconName> = { ranger: 'tree', chief: 'bell', supervisor: 'shield' };

/** The front door: the apps, those first that the person is here for. */
export class HomeApp extends AppElement {
  override connectedCallback(): void {
    super.connectedCallback();
    this.whileConnected(onSession(() => this.requestUpdate()));
    void refreshSession();
  }

  override render(): TemplateResult {
    return html`
      <lz-header app="home"></lz-header>
      <main class="page page-home">
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
