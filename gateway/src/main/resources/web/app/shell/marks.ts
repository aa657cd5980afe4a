import { html, type TemplateResult } from 'lit';
import type { IncidentStatus, Severity } from '../api/types.ts';
import { severityWord, statusWord } from '../i18n/words.ts';
import { ago, fullTime } from './time.ts';

/** Severity by colour and by word, never by colour alone. */
export function severityMark(severity: Severity): TemplateResult {
  return html`<span class="mark severity-${severity}">${severityWord(severity)}</span>`;
}

export function statusMark(status: IncidentStatus): TemplateResult {
  return html`<span class="mark status-${status}">${statusWord(status)}</span>`;
}

/** A time as an age, with the full time to be read on it. */
export function age(at: string): TemplateResult {
  return html`<time datetime=${at} title=${fullTime(at)}>${ago(at)}</time>`;
}
