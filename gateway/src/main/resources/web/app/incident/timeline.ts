import { css, html, type TemplateResult } from 'lit';
import { problemOf, type Problem } from '../api/problem.ts';
import type { HistoryEntry } from '../api/types.ts';
import { t } from '../i18n/i18n.ts';
import { actionDoneLabel } from '../i18n/labels.ts';
import { AppElement } from '../shell/app-element.ts';
import { problemNote } from '../shell/problem-note.ts';
import { dateTime, fullTime } from '../shell/time.ts';
import { history } from './incidents.ts';

/** The history of an incident. */
export class IncidentTimeline extends AppElement {
  static override properties = {
    incident: {},
    version: {},
    entries: { state: true },
    problem: { state: true },
  };

  static override styles = css`
    lz-timeline .timeline {
      margin-top: 12px;
      padding-left: 4px;
    }

    lz-timeline .timeline-step {
      position: relative;
      padding: 0 0 14px 24px;
    }

    lz-timeline .timeline-step::before {
      content: '';
      position: absolute;
      left: 2px;
      top: 7px;
      width: 12px;
      height: 12px;
      border-radius: 50%;
      background: var(--info);
    }

    lz-timeline .timeline-step:not(:last-child)::after {
      content: '';
      position: absolute;
      left: 7px;
      top: 22px;
      bottom: -4px;
      width: 2px;
      background: var(--line);
    }

    lz-timeline .timeline-step.status-HANDLED::before,
    lz-timeline .timeline-step.status-CLOSED::before {
      background: var(--forest);
    }

    lz-timeline .timeline-step.status-REJECTED::before {
      background: var(--danger);
    }

    lz-timeline .timeline-step p {
      display: flex;
      flex-wrap: wrap;
      gap: 2px 10px;
    }

    lz-timeline .timeline-step time {
      color: var(--muted);
      font-size: 0.9rem;
    }

    lz-timeline .timeline-step .timeline-note {
      margin-top: 4px;
      padding: 8px 12px;
      border-radius: var(--radius-small);
      background: var(--paper);
      overflow-wrap: anywhere;
    }
  `;

  declare incident: string;
  /** A string that changes with the incident; a change loads the history again. */
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
