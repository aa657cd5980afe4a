import { html, type TemplateResult } from 'lit';
import type { IncidentStatus, Severity } from '../api/types.ts';
import { severityLabel, statusLabel } from '../i18n/labels.ts';
import { ago, fullTime } from './time.ts';

/** A badge that shows the severity by colour and by word, because colour alone is not accessible. */
export function severityBadge(severity: Severity): TemplateResult {
  return html`<span class="badge severity-${severity}">${severityLabel(severity)}</span>`;
}

export function statusBadge(status: IncidentStatus): TemplateResult {
  return html`<span class="badge status-${status}">${statusLabel(status)}</span>`;
}

/** A time as an age, with the full time in its title. */
export function age(at: string): TemplateResult {
  return html`<time datetime=${at} title=${fullTime(at)}>${ago(at)}</time>`;
}
