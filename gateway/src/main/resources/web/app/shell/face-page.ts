import { html, type TemplateResult } from 'lit';
import { contact } from '../api/contact.ts';
import type { Me } from '../api/types.ts';
import { t } from '../i18n/i18n.ts';
import { FACES, welcomes, type Face } from '../session/faces.ts';
import { logInAddress, onSession, refreshSession, session } from '../session/session.ts';
import { FaceElement } from './face-element.ts';
import { icon } from './icons.ts';
import './face-header.ts';

const COME_BACK_MS = 15_000;

/** A page for people who are logged in and whose role fits; for everybody else it says what to do. */
export abstract class FacePage extends FaceElement {
  protected abstract readonly face: Face;

  /** Called once, when it is known who is here. */
  protected abstract enter(me: Me): void;
  protected abstract content(me: Me): TemplateResult;

  private entered = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.whileConnected(
      onSession(() => {
        this.enterOnce();
        this.requestUpdate();
      }),
    );
    this.listen(contact, 'changed', () => {
      if (contact.reachable) {
        this.comeBack();
      }
    });
    this.every(COME_BACK_MS, () => this.comeBack());
    void refreshSession();
  }

  override render(): TemplateResult {
    return html`
      <a class="skip" href="#content">${t('app.skip')}</a>
      <lz-header .face=${this.face} .unsent=${this.unsent()}></lz-header>
      <main id="content" class="page page-${this.face}">${this.main()}</main>
    `;
  }

  protected unsent(): number {
    return 0;
  }

  /** Whom the page works for: without a session it is nobody, unless the face can do without. */
  protected present(): Me | null {
    const current = session();
    return current.state === 'in' ? current.me : null;
  }

  private main(): TemplateResult {
    const me = this.present();
    if (me !== null) {
      return welcomes(this.face, me) ? this.content(me) : this.misfit(me);
    }
    switch (session().state) {
      case 'out':
        return logInCard(t(`face.${this.face}.purpose`));
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

  private misfit(me: Me): TemplateResult {
    return html`
      <section class="card notice" data-testid="misfit">
        ${icon('shield')}
        <h1>${t('misfit.title', { face: t(`face.${this.face}`) })}</h1>
        <p>${t('misfit.text', { name: me.name })}</p>
        <div class="actions">
          ${FACES.filter((face) => welcomes(face, me)).map(
            (face) => html`<a class="button button-primary" href="/${face}">${t(`face.${face}`)}</a>`,
          )}
        </div>
      </section>
    `;
  }

  protected enterOnce(): void {
    const me = this.present();
    if (me !== null && !this.entered && welcomes(this.face, me)) {
      this.entered = true;
      this.enter(me);
    }
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
