import { html, type TemplateResult } from 'lit';
import { t } from '../i18n/i18n.ts';
import { FACES, welcomes, type Face } from '../session/faces.ts';
import { logInAddress, onSession, refreshSession, session } from '../session/session.ts';
import { FaceElement } from '../shell/face-element.ts';
import '../shell/face-header.ts';
import { icon, type IconName } from '../shell/icons.ts';

const ICONS: Record<Face, IconName> = { ranger: 'tree', chief: 'bell', supervisor: 'shield' };

/** The front door: the faces, those first that the person is here for. */
export class HomeFace extends FaceElement {
  override connectedCallback(): void {
    super.connectedCallback();
    this.whileConnected(onSession(() => this.requestUpdate()));
    void refreshSession();
  }

  override render(): TemplateResult {
    return html`
      <lz-header face="home"></lz-header>
      <main class="page page-home">
        <div class="home-hero">
          <h1>${t('app.name')}</h1>
          <p>${t('home.purpose')}</p>
          ${session().state === 'out'
            ? html`<a class="button button-primary button-big" data-testid="login" href=${logInAddress()}>${t('action.login')}</a>`
            : ''}
        </div>
        <nav class="faces" aria-label=${t('home.choose')}>${FACES.map((face) => this.face(face))}</nav>
      </main>
    `;
  }

  private face(face: Face): TemplateResult {
    const current = session();
    const closed = current.state === 'in' && !welcomes(face, current.me);
    return html`
      <a class="face-card ${closed ? 'face-closed' : ''}" href="/${face}" data-testid="face-${face}">
        <span class="face-icon">${icon(ICONS[face])}</span>
        <span class="face-name">${t(`face.${face}`)}</span>
        <span class="face-purpose">${t(`face.${face}.purpose`)}</span>
        ${closed ? html`<span class="face-note">${t('home.closed')}</span>` : ''}
      </a>
    `;
  }
}

customElements.define('lz-home', HomeFace);
