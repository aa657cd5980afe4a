import { html, type TemplateResult } from 'lit';
import type { Route } from '../shell/app-page.ts';

let lastListQuery = '';

/**
 * The routes of the list of cases and of one case, below the path of an app such as `/chief`.
 *
 * @param header what the app shows above a case
 */
export function caseRoutes(base: string, header?: (id: string) => TemplateResult): Route[] {
  const cases = `${base}/cases`;
  return [
    {
      paths: [cases],
      title: 'cases.title',
      icon: 'list',
      load: () => import('./cases-page.ts'),
      render: ({ me, router }) => {
        lastListQuery = location.search;
        return html`<lz-cases-page .me=${me} .router=${router} base=${cases}></lz-cases-page>`;
      },
    },
    {
      paths: [`${cases}/:id`],
      title: 'case.title',
      load: () => import('./case-page.ts'),
      render: ({ me, params }) => {
        const id = params['id'] ?? '';
        return html`
          <lz-case-page
            .me=${me}
            .header=${header?.(id) ?? null}
            incident=${id}
            base=${cases}
            listHref=${cases + lastListQuery}
          ></lz-case-page>
        `;
      },
    },
  ];
}
