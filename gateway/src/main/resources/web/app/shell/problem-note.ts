import { html, type TemplateResult } from 'lit';
import type { Problem } from '../api/problem.ts';
import { fieldErrorTexts, problemText } from '../i18n/labels.ts';
import { language, t } from '../i18n/i18n.ts';
import { icon } from './icons.ts';

/** A problem with the fields it concerns and the request's id for support. */
export function problemNote(problem: Problem, retry?: () => void): TemplateResult {
  const fields = fieldErrorTexts(problem);
  return html`
    <div class="problem" role="alert">
      ${icon('warning')}
      <div class="problem-text">
        <strong>${problemText(problem)}</strong>
        ${fields.length > 0 ? html`<ul>${fields.map((line) => html`<li>${line}</li>`)}</ul>` : detail(problem)}
        ${problem.requestId === undefined ? '' : html`<small>${t('problem.id', { id: problem.requestId })}</small>`}
      </div>
      ${retry === undefined
        ? ''
        : html`<button type="button" class="button" @click=${retry}>${icon('refresh')}${t('action.retry')}</button>`}
    </div>
  `;
}

/** The server's text, for English readers only: it is in English and more specific. */
function detail(problem: Problem): TemplateResult | string {
  const { detail } = problem;
  return language() === 'zh' || detail === undefined || detail === problemText(problem) ? '' : html`<p>${detail}</p>`;
}
