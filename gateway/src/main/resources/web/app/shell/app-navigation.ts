import { css, html, type TemplateResult } from 'lit';
import { t } from '../i18n/i18n.ts';
import { AppElement } from './app-element.ts';
import type { Route } from './app-page.ts';
import { icon } from './icons.ts';

/** Links to the pages of an app. */
export class AppNavigation extends AppElement {
  static override properties = { routes: { attribute: false }, current: { attribute: false } };

  static override styles = css`
    lz-navigation nav {
      display: flex;
      gap: 4px;
      padding: 0 max(16px, env(safe-area-inset-right)) 0 max(16px, env(safe-area-inset-left));
      border-bottom: 1px solid var(--line);
      background: var(--card);
      overflow-x: auto;
    }

    lz-navigation a {
      display: inline-flex;
      align-items: center;
      gap: 8px;
      min-height: 48px;
      padding: 0 14px;
      border-bottom: 3px solid transparent;
      color: var(--muted);
      font-weight: 500;
      text-decoration: none;
      white-space: nowrap;
    }

    lz-navigation a:hover {
      color: var(--forest-deep);
    }

    lz-navigation a[aria-current='page'] {
      border-bottom-color: var(--forest);
      color: var(--forest-deep);
      font-weight: 600;
    }

    lz-navigation a:focus-visible {
      outline-offset: -3px;
    }

    @media (max-width: 560px) {
      lz-navigation nav {
        padding: 0;
      }

      lz-navigation a {
        flex: 1;
        justify-content: center;
        min-height: 56px;
        padding: 0 8px;
      }
    }
  `;

  declare routes: readonly Route[];
  declare current: Route | null;

  constructor() {
    super();
    this.routes = [];
    this.current = null;
  }

  override render(): TemplateResult {
    return html`
      <nav aria-label=${t('app.pages')}>
        ${this.routes.map(
          (route) => html`
            <a href=${route.paths[0] ?? ''} aria-current=${this.isCurrent(route) ? 'page' : 'false'}>
              ${icon(route.icon ?? 'tree')}${t(route.title)}
            </a>
          `,
        )}
      </nav>
    `;
  }

  /** A page such as one case belongs to the entry of the list above it. */
  private isCurrent(route: Route): boolean {
    const [own = ''] = route.paths;
    const [shown = ''] = this.current?.paths ?? [];
    return route === this.current || (shown.startsWith(`${own}/`) && own.split('/').length > 2);
  }
}

customElements.define('lz-navigation', AppNavigation);
