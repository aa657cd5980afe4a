import { html } from 'lit';
import { caseRoutes } from '../incident/case-routes.ts';
import { AppPage, type Route } from '../shell/app-page.ts';
import './case-alert.ts';
import { Inbox } from './inbox.ts';

const REFRESH_MS = 60_000;

/** The app of the chiefs and the police: live alerts, and all cases of their region. */
export class ChiefApp extends AppPage {
  static override properties = { inbox: { state: true } };

  /** Updated while the app is open, on every page. */
  declare inbox: Inbox | null;

  protected readonly app = 'chief';
  protected readonly routes: readonly Route[] = [
    {
      paths: ['/chief', '/chief/alerts'],
      title: 'alerts.title',
      icon: 'bell',
      wide: true,
      load: () => import('./alerts-page.ts'),
      render: ({ me, router }) =>
        html`<lz-alerts-page .me=${me} .inbox=${this.inbox} .router=${router}></lz-alerts-page>`,
    },
    ...caseRoutes(
      '/chief',
      (id) => html`<lz-case-alert .inbox=${this.inbox} incident=${id}></lz-case-alert>`,
    ),
  ];

  constructor() {
    super();
    this.inbox = null;
  }

  protected override enter(): void {
    const inbox = new Inbox();
    this.inbox = inbox;
    this.whileConnected(() => inbox.stop());
    this.every(REFRESH_MS, () => void inbox.refresh());
    inbox.start();
  }
}

customElements.define('lz-chief', ChiefApp);
