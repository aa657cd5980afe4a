import { html, type TemplateResult } from 'lit';
import { reachability } from '../api/reachability.ts';
import type { Me } from '../api/types.ts';
import { t } from '../i18n/i18n.ts';
import { APPS, isAllowed, type AppName } from '../session/apps.ts';
import { logInAddress, onSession, person, refreshSession, session } from '../session/session.ts';
import { AppElement } from './app-element.ts';
import { icon } from './icons.ts';
import './app-header.ts';

const COME_BACK_MS = 15_000;

/** A page for people who are logged in and whose role fits; for everybody else it says what to do. */
export abstract class AppPage extends AppElement {
  protected abstract readonly app: AppName;

  /** Called once, when it is known who is here. */
  protected abstract enter(me: Me): void;
  protected abstract content(me: Me): TemplateResult;

  /** The id of the person for whom the page was entered. */
  private enteredAs: string | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.whileConnected(
      onSession(() => {
        if (this.enteredAs !== null && this.enteredAs !== (person()?.id ?? null)) {
          this.startOver();
          return;
        }
        this.enterOnce();
        this.requestUpdate();
      }),
    );
    this.listen(reachability, 'changed', () => {
      if (reachability.reachable) {
        this.comeBack();
      }
    });
    this.every(COME_BACK_MS, () => this.comeBack());
    void refreshSession();
  }

  override render(): TemplateResult {
    return html`
      <a class="skip" href="#content">${t('app.skip')}</a>
      <lz-header .app=${this.app}></lz-header>
      <main id="content" class="page page-${this.app}">${this.main()}</main>
    `;
  }

  /** Whom the page works for: without a session it is nobody, unless the app can do without. */
  protected present(): Me | null {
    const current = session();
    return current.state === 'in' ? current.me : null;
  }

  /** What is shown while nobody is logged in; null for the invitation to log in. */
  protected anonymous(): TemplateResult | null {
    return null;
  }

  private main(): TemplateResult {
    const me = this.present();
    if (me !== null) {
      return isAllowed(this.app, me) ? this.content(me) : this.wrongRole(me);
    }
    const anonymous = person() === null ? this.anonymous() : null;
    if (anonymous !== null) {
      return anonymous;
    }
    switch (session().state) {
      case 'out':
        return logInCard(t(`apps.${this.app}.purpose`));
      case 'unreachable':
        return unreachableCard();
      default:
        return html`<p class="loading" role="status">${t('state.loading')}</p>`;
    }
  }

  /** Asks again for a session that could not be asked for. */
  private comeBack(): void {
    if (session().state === 'unreachable' && document.visibilityState === 'visible') {
      void refreshSession();
    }
  }

  private wrongRole(me: Me): TemplateResult {
    return html`
      <section class="card notice" data-testid="wrong-role">
        ${icon('shield')}
        <h1>${t('wrongRole.title', { app: t(`apps.${this.app}`) })}</h1>
        <p>${t('wrongRole.text', { name: me.name })}</p>
        <div class="actions">
          ${APPS.filter((app) => isAllowed(app, me)).map(
            (app) => html`<a class="button button-primary" href="/${app}">${t(`apps.${app}`)}</a>`,
          )}
        </div>
      </section>
    `;
  }

  protected enterOnce(): void {
    const me = this.present();
    if (me !== null && this.enteredAs === null && isAllowed(this.app, me)) {
      this.enteredAs = me.id;
      this.enter(me);
    }
  }

  /** Another person is here: a new element takes over, so that nothing of the former person is left in this one. */
  private startOver(): void {
    this.replaceWith(document.createElement(this.localName));
  }
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

function unreachableCard(): TemplateResult {
  return html`
    <section class="card notice" role="alert">
      ${icon('warning')}
      <h1>${t('unreachable.title')}</h1>
      <p>${t('unreachable.text')}</p>
      <div class="actions">
        <button type="button" class="button button-primary" @click=${() => void refreshSession()}>
          ${icon('refresh')}${t('action.retry')}
        </button>
      </div>
    </section>
  `;
}
