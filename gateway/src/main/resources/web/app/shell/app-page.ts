import { html, type PropertyValues, type TemplateResult } from 'lit';
import { reachability } from '../api/reachability.ts';
import type { Me } from '../api/types.ts';
import { languageTag, t, type TextKey } from '../i18n/i18n.ts';
import { matchRoute, type Params } from '../routing/route.ts';
import { Router } from '../routing/router.ts';
import { APPS, isAllowed, type AppName } from '../session/apps.ts';
import { logInAddress, person, refreshSession, session, sessions } from '../session/session.ts';
import { AppElement } from './app-element.ts';
import { icon, type IconName } from './icons.ts';
import './app-header.ts';
import './app-navigation.ts';

const RETRY_MS = 15_000;

/** The parameters of a page's rendering. */
export interface PageContext {
  me: Me;
  router: Router;
  params: Params;
}

/** A page of an app. */
export interface Route {
  /** Patterns such as `/chief/cases/:id`; the first one is the page's main address. */
  paths: readonly string[];
  title: TextKey;
  /** Loads the page's component, usually from a chunk. */
  load: () => Promise<unknown>;
  render: (page: PageContext) => TemplateResult;
  /** The icon in the app's navigation; a page without one isn't listed there. */
  icon?: IconName;
  /** Whether the page fills the whole width, without a margin. */
  wide?: boolean;
}

/**
 * An app: its header, its navigation and one of its pages, for people who are logged in and have a role for it. All
 * other people see what they can do instead.
 */
export abstract class AppPage extends AppElement {
  static override properties: Record<string, object> = { failed: { state: true } };

  protected abstract readonly app: AppName;
  protected abstract readonly routes: readonly Route[];

  /** Called once, as soon as the person is known. */
  protected enter(_me: Me): void {
    // Most apps need no setup.
  }

  /** The page whose component could not be loaded. */
  declare failed: Route | null;

  private appRouter: Router | null = null;
  private readonly loaded = new Set<Route>();
  private loading: Route | null = null;
  /** The id of the person for whom `enter` was called. */
  private enteredAs: string | null = null;
  /** The path of the last shown page, to detect a navigation. */
  private settledPath: string | null = null;
  private restored = false;

  constructor() {
    super();
    this.failed = null;
    this.watch(
      () => this.router,
      () => (this.restored = false),
    );
    this.watch(
      () => sessions,
      () => this.personChanged(),
    );
  }

  protected get router(): Router {
    this.appRouter ??= new Router(`/${this.app}`);
    return this.appRouter;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.whileConnected(this.router.start());
    this.whileConnected(
      reachability.subscribe(() => {
        if (reachability.reachable) {
          this.retrySession();
        }
      }),
    );
    this.every(RETRY_MS, () => this.retrySession());
    void refreshSession();
  }

  override render(): TemplateResult {
    const { route } = this.match() ?? {};
    const me = this.present();
    const isOpen = me !== null && isAllowed(this.app, me);
    return html`
      <a class="skip" href="#content">${t('app.skip')}</a>
      <lz-header .app=${this.app}></lz-header>
      ${isOpen
        ? html`<lz-navigation
            .routes=${this.routes.filter((each) => each.icon !== undefined)}
            .current=${route ?? null}
          ></lz-navigation>`
        : ''}
      <main id="content" class="page ${isOpen && route?.wide === true ? 'page-wide' : ''}" tabindex="-1">
        ${this.main()}
      </main>
    `;
  }

  protected override updated(_changed: PropertyValues): void {
    const { route } = this.match() ?? {};
    document.title =
      route === undefined
        ? t('app.title', { app: t(`apps.${this.app}`) })
        : t('page.title', { page: t(route.title), app: t(`apps.${this.app}`) });
    document.documentElement.lang = languageTag();
    if (!this.restored && (route === undefined || this.loaded.has(route))) {
      this.restored = true;
      void this.settle();
    }
  }

  /** Scrolls and moves the focus as the browser does after loading a page. */
  private async settle(): Promise<void> {
    const { path, navigation } = this.router;
    const another = this.settledPath !== null && this.settledPath !== path;
    this.settledPath = path;
    await new Promise(requestAnimationFrame);
    this.router.restoreScroll();
    if (another) {
      const heading = this.querySelector<HTMLElement>('main h1');
      heading?.setAttribute('tabindex', '-1');
      (heading ?? this.querySelector<HTMLElement>('main'))?.focus({ preventScroll: navigation === 'back' });
    }
  }

  /** The person for whom the app works. Null without a session, unless the app works without one. */
  protected present(): Me | null {
    const current = session();
    return current.state === 'in' ? current.me : null;
  }

  private personChanged(): void {
    if (this.enteredAs !== null && this.enteredAs !== (person()?.id ?? null)) {
      this.replaceElement();
    } else {
      this.enterOnce();
    }
  }

  protected enterOnce(): void {
    const me = this.present();
    if (me !== null && this.enteredAs === null && isAllowed(this.app, me)) {
      this.enteredAs = me.id;
      this.enter(me);
    }
  }

  /** The content while no one is logged in; null for the button to log in. */
  protected anonymous(): TemplateResult | null {
    return null;
  }

  /**
   * Replaces this element by a new one after a change of the person, so that no data of the previous person is left.
   */
  private replaceElement(): void {
    this.replaceWith(document.createElement(this.localName));
  }

  private match(): { route: Route; params: Params } | null {
    return matchRoute(this.routes, this.router.path);
  }

  private main(): TemplateResult {
    const me = this.present();
    if (me !== null) {
      return isAllowed(this.app, me) ? this.page(me) : wrongRole(this.app, me);
    }
    const anonymous = person() === null ? this.anonymous() : null;
    if (anonymous !== null) {
      return anonymous;
    }
    switch (session().state) {
      case 'out':
        return logInCard(t(`apps.${this.app}.purpose`));
      case 'unreachable':
        return unreachableCard(() => void refreshSession());
      default:
        return html`<p class="loading" role="status">${t('state.loading')}</p>`;
    }
  }

  private page(me: Me): TemplateResult {
    const match = this.match();
    if (match === null) {
      return noSuchPage(this.app);
    }
    const { route, params } = match;
    if (this.loaded.has(route)) {
      return route.render({ me, router: this.router, params });
    }
    if (this.failed === route) {
      return unreachableCard(() => {
        this.failed = null;
      });
    }
    void this.load(route);
    return html`<p class="loading" role="status">${t('state.loading')}</p>`;
  }

  private async load(route: Route): Promise<void> {
    if (this.loading === route) {
      return;
    }
    this.loading = route;
    try {
      await route.load();
      this.loaded.add(route);
    } catch {
      this.failed = route;
    } finally {
      this.loading = null;
      this.requestUpdate();
    }
  }

  /** Requests the session again after a failure. */
  private retrySession(): void {
    if (session().state === 'unreachable' && document.visibilityState === 'visible') {
      void refreshSession();
    }
  }
}

function wrongRole(app: AppName, me: Me): TemplateResult {
  return html`
    <section class="card notice" data-testid="wrong-role">
      ${icon('shield')}
      <h1>${t('wrongRole.title', { app: t(`apps.${app}`) })}</h1>
      <p>${t('wrongRole.text', { name: me.name })}</p>
      <div class="actions">
        ${APPS.filter((each) => isAllowed(each, me)).map(
          (each) => html`<a class="button button-primary" href="/${each}">${t(`apps.${each}`)}</a>`,
        )}
      </div>
    </section>
  `;
}

function noSuchPage(app: AppName): TemplateResult {
  return html`
    <section class="card notice" data-testid="no-such-page">
      ${icon('warning')}
      <h1>${t('noSuchPage.title')}</h1>
      <p>${t('noSuchPage.text')}</p>
      <div class="actions">
        <a class="button button-primary" href="/${app}">${t('noSuchPage.start', { app: t(`apps.${app}`) })}</a>
      </div>
    </section>
  `;
}

function logInCard(purpose: string): TemplateResult {
  return html`
    <section class="card notice">
      ${icon('tree')}
      <h1>${t('login.title')}</h1>
      <p>${purpose}</p>
      <div class="actions">
        <a class="button button-primary button-big" data-testid="login" href=${logInAddress()}>${t('action.login')}</a>
      </div>
    </section>
  `;
}

function unreachableCard(retry: () => void): TemplateResult {
  return html`
    <section class="card notice" role="alert">
      ${icon('warning')}
      <h1>${t('unreachable.title')}</h1>
      <p>${t('unreachable.text')}</p>
      <div class="actions">
        <button type="button" class="button button-primary" @click=${retry}>
          ${icon('refresh')}${t('action.retry')}
        </button>
      </div>
    </section>
  `;
}
