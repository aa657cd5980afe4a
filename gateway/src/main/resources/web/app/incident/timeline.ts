import { html, type TemplateResult } from 'lit';
import { problemOf, type Problem } from '../api/problem.ts';
import type { HistoryEntry } from '../api/types.ts';
import { t } from '../i18n/i18n.ts';
import { actionDoneLabel } from '../i18n/labels.ts';
import { AppElement } from '../shell/app-element.ts';
import { problemNote } from '../shell/problem-note.ts';
import { dateTime, fullTime } from '../shell/time.ts';
import { history } from './incidents.ts';

/** What has become of an incident, step by step. */
export class IncidentTimeline extends AppElement {
  static override properties = {
    incident: {},
    version: {},
    entries: { state: true },
    problem: { state: true },
  };

  declare incident: string;
  /** Any string that changes with the incident: the history is then read again. */
  declare version: string;
  declare entries: readonly HistoryEntry[] | null;
  declare problem: Problem | null;

  constructor() {
    super();
    this.incident = '';
    this.version = '';
    this.entries = null;
    this.problem = null;
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('incident') || changed.has('version')) {
      void this.load();
    }
  }

  override render(): TemplateResult {
    if (this.problem !== null) {
      return problemNote(this.problem, () => void this.load());
    }
    if (this.entries === null) {
      return html`<p class="loading" role="status">${t('state.loading')}</p>`;
    }
    return html`
      <ol class="timeline" aria-label=${t('timeline.label')}>
        ${this.entries.map(
          (entry) => html`
            <li class="timeline-step status-${entry.to}" data-action=${entry.action}>
              <p>
                <strong>${actionDoneLabel(entry.action)}</strong>
                <span>${entry.actorName}</span>
                <time datetime=${entry.at} title=${fullTime(entry.at)}>${dateTime(entry.at)}</time>
              </p>
              ${entry.note === null || entry.note === '' ? '' : html`<p class="timeline-note">${entry.note}</p>`}
            </li>
          `,
        )}
      </ol>
    `;
  }

  private async load(): Promise<void> {
    try {
      this.entries = await history(this.incident);
      this.problem = null;
    } catch (error) {
      this.problem = problemOf(error);
    }
  }
}

customElements.define('lz-timeline', IncidentTimeline);
