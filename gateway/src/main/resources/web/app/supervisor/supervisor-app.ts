import { html, type TemplateResult } from 'lit';
import type { Me } from '../api/types.ts';
import { AppPage } from '../shell/app-page.ts';
import './closure-panel.ts';
import type { ClosurePanel } from './closure-panel.ts';
import './handled-list.ts';

const REFRESH_MS = 60_000;
/** The figures follow a decision through events; these are the moments to look, ms after it. */
const LOOKS_MS = [500, 1_500, 4_000, 10_000];

/** The supervisor's page: how much of what is reported is closed, and what waits to be verified. */
export class SupervisorApp extends AppPage {
  static override properties = { region: { state: true } };

  declare region: string;

  protected readonly app = 'supervisor';

  constructor() {
    super();
    this.region = '';
  }

  protected enter(me: Me): void {
    this.region = me.region.code;
    this.every(REFRESH_MS, () => {
      if (document.visibilityState === 'visible') {
        this.refresh();
      }
    });
  }

  protected content(me: Me): TemplateResult {
    return html`
      <lz-closure-panel
        .me=${me}
        @shown=${(event: CustomEvent<string>) => (this.region = event.detail)}
      ></lz-closure-panel>
      <lz-handled-list .me=${me} .region=${this.region} @verified=${() => this.lookAgain()}></lz-handled-list>
    `;
  }

  private lookAgain(): void {
    LOOKS_MS.forEach((wait) => setTimeout(() => this.refresh(), wait));
  }

  private refresh(): void {
    void this.querySelector<ClosurePanel>('lz-closure-panel')?.refresh();
  }
}

customElements.define('lz-supervisor', SupervisorApp);
