import { html } from 'lit';
import { caseRoutes } from '../incident/case-routes.ts';
import { AppPage, type Route } from '../shell/app-page.ts';

/** The app of the forest chief office: closure rates, incidents to verify, and all cases. */
export class SupervisorApp extends AppPage {
  protected readonly app = 'supervisor';
  protected readonly routes: readonly Route[] = [
    {
      paths: ['/supervisor', '/supervisor/closure'],
      title: 'closure.title',
      icon: 'chart',
      load: () => import('./closure-page.ts'),
      render: ({ me, router }) => html`<lz-closure-page .me=${me} .router=${router}></lz-closure-page>`,
    },
    ...caseRoutes('/supervisor'),
  ];
}

customElements.define('lz-supervisor', SupervisorApp);
