import { html, type TemplateResult } from 'lit';
import type { Me } from '../api/types.ts';
import type { Router } from '../routing/router.ts';
import { AppElement } from '../shell/app-element.ts';
import { chinaDay } from '../shell/time.ts';
import './closure-panel.ts';
import type { ClosurePanel } from './closure-panel.ts';
import { closureQueryOf } from './closure-query.ts';
import './handled-list.ts';

const REFRESH_MS = 60_000;
/** The statistics are updated by events after a decision; these are the delays of the refreshes, ms. */
const REFRESHES_AFTER_MS = [500, 1_500, 4_000, 10_000];

/** The closure rates, and the incidents that need to be verified. */
export class ClosurePage extends AppElement {
  static override properties = { me: { attribute: false }, router: { attribute: false } };

  declare me: Me | null;
  declare router: Router | null;

  constructor() {
    super();
    this.me = null;
    this.router = null;
    this.watch(() => this.router);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.everyWhileVisible(REFRESH_MS, () => this.refresh());
  }

  override render(): TemplateResult {
    const { me, router } = this;
    if (me === null || router === null) {
      return html``;
    }
    const { region } = closureQueryOf(router.query, me.region.code, chinaDay(Date.now()));
    return html`
      <lz-closure-panel .me=${me} .router=${router}></lz-closure-panel>
      <lz-handled-list .me=${me} .region=${region} @verified=${() => this.refreshSoon()}></lz-handled-list>
    `;
  }

  private refreshSoon(): void {
    REFRESHES_AFTER_MS.forEach((wait) => setTimeout(() => this.refresh(), wait));
  }

  private refresh(): void {
    void this.querySelector<ClosurePanel>('lz-closure-panel')?.refresh();
  }
}

customElements.define('lz-closure-page', ClosurePage);
