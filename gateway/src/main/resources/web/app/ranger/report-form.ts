import { css, html, type PropertyValues, type TemplateResult } from 'lit';
import type { Kind, Me, Severity } from '../api/types.ts';
import { names } from '../api/problem.ts';
import { t } from '../i18n/i18n.ts';
import type { ReportEntry, ReportPayload } from '../outbox/report.ts';
import { AppElement } from '../shell/app-element.ts';
import { formField } from '../shell/form-field.ts';
import { icon } from '../shell/icons.ts';
import { problemNote } from '../shell/problem-note.ts';
import { BLANK, saveDraft, savedDraft, usualSeverity, type Draft } from './draft.ts';
import './kind-picker.ts';
import { regionAndPosition, type Place } from './place.ts';
import './place-picker.ts';
import type { PlacePicker } from './place-picker.ts';
import './severity-picker.ts';

const DESCRIPTION_LIMIT = 2000;

export type Written = ReportPayload;

/** The form of a new or corrected report. Emits `save` with it, and `leave` if the person cancels the correction. */
export class ReportForm extends AppElement {
  static override properties = {
    me: { attribute: false },
    revising: { attribute: false },
    saving: { type: Boolean },
    draft: { state: true },
    checked: { state: true },
  };

  static override styles = css`
    lz-report-form .report textarea {
      min-height: 96px;
      font-size: 1.05rem;
    }

    lz-report-form .report .segment {
      flex-direction: column;
      gap: 2px;
      min-height: 64px;
    }

    lz-report-form .report .button {
      min-height: 56px;
    }

    lz-report-form .report .field-error {
      margin-top: 8px;
    }

    lz-report-form .revising {
      margin-top: 16px;
      padding: 14px;
      border: 2px solid var(--danger);
      border-radius: var(--radius);
      background: var(--card);
    }

    lz-report-form .submit-bar {
      position: sticky;
      bottom: 0;
      z-index: 900;
      display: flex;
      gap: 10px;
      margin: 20px -16px 0;
      padding: 10px 16px max(10px, env(safe-area-inset-bottom));
      border-top: 1px solid var(--line);
      background: var(--paper);
    }
  `;

  /** The person who reports; null if no one is logged in and no person is remembered. */
  declare me: Me | null;
  /** The rejected report that is being corrected. */
  declare revising: ReportEntry | null;
  declare saving: boolean;
  declare draft: Draft;
  /** Whether missing fields are marked; set by the first attempt to save. */
  declare checked: boolean;

  /** The owner of the draft; undefined before the first rendering. */
  private draftOwner: string | null | undefined;

  constructor() {
    super();
    this.me = null;
    this.revising = null;
    this.saving = false;
    this.draft = BLANK;
    this.checked = false;
  }

  /** Clears the form after the report is saved. */
  clear(): void {
    this.change(BLANK);
    this.checked = false;
    this.querySelector<PlacePicker>('lz-place-picker')?.reset();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('revising') && this.revising !== null) {
      this.draft = draftOf(this.revising);
      this.checked = true;
    } else if (changed.has('me') || changed.get('revising') !== undefined) {
      const owner = this.me?.id ?? null;
      if (owner !== this.draftOwner || changed.has('revising')) {
        this.draftOwner = owner;
        this.draft = savedDraft(owner);
        this.checked = false;
      }
    }
  }

  override render(): TemplateResult {
    const { draft, revising } = this;
    return html`
      <form class="report" novalidate @submit=${(event: Event) => this.submit(event)}>
        ${revising === null ? '' : this.reason(revising)}
        <lz-kind-picker
          .value=${draft.kind}
          @kind=${(event: CustomEvent<Kind>) => this.chooseKind(event.detail)}
        ></lz-kind-picker>
        ${this.checked && draft.kind === null
          ? html`<p class="field-error" role="alert" data-testid="report-error">${t('report.kind.missing')}</p>`
          : ''}
        <lz-severity-picker
          .value=${draft.severity}
          @severity=${(event: CustomEvent<Severity>) =>
            this.change({ severity: event.detail, severityChosen: true })}
        ></lz-severity-picker>
        ${this.description()}
        <lz-place-picker
          .me=${this.me}
          .place=${draft.place}
          @place=${(event: CustomEvent<Place>) => this.change({ place: event.detail })}
        ></lz-place-picker>
        <div class="submit-bar">
          ${revising === null
            ? ''
            : html`<button type="button" class="button button-big" @click=${() => this.emit('leave', null)}>
                ${t('action.cancel')}
              </button>`}
          <button
            type="submit"
            class="button button-primary button-huge"
            data-testid="report-submit"
            ?disabled=${this.saving}
          >
            ${icon('check')}${t(revising === null ? 'report.submit' : 'report.resubmit')}
          </button>
        </div>
      </form>
    `;
  }

  private description(): TemplateResult {
    const missing = this.checked && this.draft.description.trim() === '';
    const control = html`
      <textarea
        rows="3"
        maxlength=${DESCRIPTION_LIMIT}
        data-testid="report-description"
        placeholder=${t('report.description.hint')}
        aria-invalid=${missing}
        .value=${this.draft.description}
        @focus=${() => this.locate()}
        @input=${(event: Event) => this.change({ description: (event.target as HTMLTextAreaElement).value })}
      ></textarea>
    `;
    return html`
      <div class="section">
        ${formField({
          label: t('report.description'),
          control,
          error: missing ? t('report.description.missing') : null,
          errorHook: 'report-error',
        })}
      </div>
    `;
  }

  private reason(report: ReportEntry): TemplateResult {
    return html`
      <div class="revising">
        <h2>${t('report.revising')}</h2>
        ${report.problem === null ? '' : problemNote(report.problem)}
      </div>
    `;
  }

  private chooseKind(kind: Kind): void {
    this.change(this.draft.severityChosen ? { kind } : { kind, severity: usualSeverity(kind) });
    this.locate();
  }

  private locate(): void {
    this.querySelector<PlacePicker>('lz-place-picker')?.locate();
  }

  private change(change: Partial<Draft>): void {
    this.draft = { ...this.draft, ...change };
    if (this.revising === null) {
      saveDraft(this.me?.id ?? null, this.draft);
    }
  }

  private submit(event: Event): void {
    event.preventDefault();
    const { kind, severity, description, place } = this.draft;
    if (this.saving) {
      return;
    }
    if (kind === null || description.trim() === '') {
      this.checked = true;
      void this.updateComplete.then(() =>
        this.querySelector('[data-testid=report-error]')?.scrollIntoView({ block: 'center' }),
      );
      return;
    }
    const { details, ...where } = regionAndPosition(place, this.me);
    const previous = this.revising?.payload.body.details;
    this.emit<Written>('save', {
      regionName: place.region?.name ?? (where.regionCode === undefined ? '' : (this.me?.region.name ?? '')),
      body: {
        kind,
        severity,
        ...where,
        description: description.trim(),
        reportedAt: this.reportedAt(),
        ...(details === undefined && previous === undefined ? {} : { details: { ...previous, ...details } }),
      },
    });
  }

  /** A corrected report has its original time, unless the server rejected the time. */
  private reportedAt(): string {
    const { revising } = this;
    const isTimeValid = revising !== null && !(revising.problem !== null && names(revising.problem, 'reportedAt'));
    return isTimeValid ? revising.payload.body.reportedAt : new Date().toISOString();
  }
}

function draftOf({ payload: { body } }: ReportEntry): Draft {
  const position = body.position ?? null;
  return {
    kind: body.kind,
    severity: body.severity,
    severityChosen: true,
    description: body.description,
    place: { mode: position === null ? 'region' : 'map', position, accuracy: null, region: null },
  };
}

customElements.define('lz-report-form', ReportForm);
