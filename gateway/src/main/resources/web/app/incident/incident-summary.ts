import { css, html, type TemplateResult } from 'lit';
import type { Kind, Severity } from '../api/types.ts';
import { kindLabel } from '../i18n/labels.ts';
import { AppElement } from '../shell/app-element.ts';
import { severityBadge } from '../shell/badges.ts';
import { icon, kindIcon } from '../shell/icons.ts';
import { groupOf } from './kinds.ts';

/** The fields that an incident, an alert and a report have in common. */
export interface Summarized {
  kind: Kind;
  severity: Severity;
  regionName: string;
  description: string;
}

/** The start of each list item: kind, severity, place and description. */
export class IncidentSummary extends AppElement {
  static override properties = {
    subject: { attribute: false },
    side: { attribute: false },
    meta: { attribute: false },
  };

  static override styles = css`
    lz-incident-summary {
      display: block;
    }

    lz-incident-summary .heading {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 8px;
    }

    lz-incident-summary .tile {
      display: grid;
      place-items: center;
      flex: none;
      width: 36px;
      height: 36px;
      border-radius: 10px;
      background: var(--forest-soft);
      color: var(--forest-deep);
    }

    lz-incident-summary .tile-fire {
      background: var(--critical-soft);
      color: var(--critical);
    }

    lz-incident-summary .tile-hazard {
      background: var(--major-soft);
      color: var(--major);
    }

    lz-incident-summary .tile-offence {
      background: var(--moderate-soft);
      color: var(--moderate);
    }

    lz-incident-summary .tile-nature {
      background: var(--info-soft);
      color: var(--info);
    }

    lz-incident-summary .tile-other {
      background: #e8ece9;
      color: #3c4842;
    }

    lz-incident-summary .side {
      margin-left: auto;
      color: var(--muted);
      font-size: 0.9rem;
      white-space: nowrap;
    }

    lz-incident-summary .place {
      display: flex;
      align-items: center;
      gap: 4px;
      margin-top: 6px;
      color: var(--muted);
    }

    lz-incident-summary .text {
      margin-top: 4px;
      overflow-wrap: anywhere;
      white-space: pre-line;
    }

    lz-incident-summary .meta {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 12px;
      margin-top: 6px;
      color: var(--muted);
      font-size: 0.9rem;
    }
  `;

  declare subject: Summarized | null;
  /** Content at the end of the heading: a badge or an age. */
  declare side: TemplateResult | string;
  /** The line below the description. */
  declare meta: TemplateResult | string;

  constructor() {
    super();
    this.subject = null;
    this.side = '';
    this.meta = '';
  }

  override render(): TemplateResult {
    const { subject } = this;
    if (subject === null) {
      return html``;
    }
    return html`
      <div class="heading">
        <span class="tile tile-${groupOf(subject.kind)}">${kindIcon(subject.kind)}</span>
        <h3>${kindLabel(subject.kind)}</h3>
        ${severityBadge(subject.severity)}
        <span class="side">${this.side}</span>
      </div>
      ${subject.regionName === '' ? '' : html`<p class="place">${icon('region')}${subject.regionName}</p>`}
      <p class="text">${subject.description}</p>
      ${this.meta === '' ? '' : html`<div class="meta">${this.meta}</div>`}
    `;
  }
}

customElements.define('lz-incident-summary', IncidentSummary);
