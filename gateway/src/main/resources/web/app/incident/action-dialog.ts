import { css, html, type TemplateResult } from 'lit';
import { call, query } from '../api/client.ts';
import { uuid7 } from '../api/ids.ts';
import { problemOf, slugOf, type Problem } from '../api/problem.ts';
import type { Appointment, Incident, IncidentAction, Page } from '../api/types.ts';
import { t } from '../i18n/i18n.ts';
import { roleLabel, actionLabel } from '../i18n/labels.ts';
import { AppElement } from '../shell/app-element.ts';
import { statusBadge } from '../shell/badges.ts';
import '../shell/dialog.ts';
import type { Dialog } from '../shell/dialog.ts';
import { formField } from '../shell/form-field.ts';
import { icon } from '../shell/icons.ts';
import { problemNote } from '../shell/problem-note.ts';
import { fullTime } from '../shell/time.ts';
import { isPossible, needsNote } from './actions.ts';
import { act } from './incidents.ts';

/** The incident that an action changes. */
export interface Subject {
  incidentId: string;
  regionCode: string;
  regionName: string;
  description: string;
  /** The version of the incident that the person saw; absent if only its alert was shown. */
  incidentVersion?: number;
}

const NOTE_LIMIT = 2000;
const ROSTER_LIMIT = 200;
const TOWNSHIP_DIGITS = 9;

/**
 * Requests a note and, for `hand-over`, the recipient, and sends the action. All attempts of one opening use the same
 * idempotency key. Emits `done` with the incident, and `stale` if the incident has changed since it was shown. In that case
 * the dialog shows the new state and keeps what was typed; the next attempt is based on the new state.
 */
export class ActionDialog extends AppElement {
  static override properties = {
    action: { state: true },
    people: { state: true },
    problem: { state: true },
    changed: { state: true },
    busy: { state: true },
    missing: { state: true },
  };

  static override styles = css`
    lz-action-dialog .subject {
      display: -webkit-box;
      overflow: hidden;
      color: var(--muted);
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 2;
    }
  `;

  declare action: IncidentAction | null;
  declare people: readonly Appointment[] | null;
  declare problem: Problem | null;
  /** The current state of the incident if it has changed since it was shown; else null. */
  declare changed: Incident | null;
  declare busy: boolean;
  /** The required field that is empty. */
  declare missing: 'note' | 'to' | null;

  private subject: Subject | null = null;
  private key = '';

  constructor() {
    super();
    this.action = null;
    this.people = null;
    this.problem = null;
    this.changed = null;
    this.busy = false;
    this.missing = null;
  }

  /** @param region the region whose roster lists the possible recipients */
  async open(action: IncidentAction, subject: Subject, region: string): Promise<void> {
    this.action = action;
    this.subject = subject;
    this.key = uuid7();
    this.problem = null;
    this.changed = null;
    this.missing = null;
    this.busy = false;
    await this.updateComplete;
    await this.querySelector<Dialog>('lz-dialog')?.open();
    if (action === 'hand-over') {
      await this.loadPeople(region, subject.regionCode);
    }
  }

  override render(): TemplateResult {
    const { action, subject } = this;
    return html`
      <lz-dialog
        heading=${action === null ? '' : actionLabel(action)}
        .content=${action === null || subject === null ? null : this.form(action, subject)}
        @closed=${() => (this.action = null)}
      ></lz-dialog>
    `;
  }

  private form(action: IncidentAction, subject: Subject): TemplateResult {
    return html`
      <form method="dialog" novalidate @submit=${(event: Event) => this.confirm(event)}>
        <p class="subject">${subject.regionName} · ${subject.description}</p>
        ${action === 'hand-over' ? this.recipientField(subject) : ''}
        ${formField({
          label: t('actionDialog.note'),
          required: needsNote(action),
          error: this.missing === 'note' ? t('actionDialog.short') : null,
          control: html`
            <textarea
              name="note"
              rows="4"
              maxlength=${NOTE_LIMIT}
              data-testid="note-input"
              aria-invalid=${this.missing === 'note'}
              placeholder=${t(`actionDialog.hint.${action}`)}
              @input=${() => (this.missing = null)}
            ></textarea>
          `,
        })}
        ${this.changed === null ? '' : changeNote(this.changed, action)}
        ${this.problem === null ? '' : problemNote(this.problem)}
        <div class="actions actions-end">
          <button type="button" class="button" data-testid="note-cancel" @click=${() => this.close()}>
            ${t('action.cancel')}
          </button>
          <button type="submit" class="button button-primary" data-testid="note-confirm" ?disabled=${this.busy || !this.isPossible(action)}>
            ${this.busy ? t('state.sending') : t('actionDialog.confirm', { action: actionLabel(action) })}
          </button>
        </div>
      </form>
    `;
  }

  /** False if the new status of a changed incident does not allow the action. */
  private isPossible(action: IncidentAction): boolean {
    return this.changed === null || isPossible(action, this.changed.status);
  }

  private recipientField(subject: Subject): TemplateResult {
    const regions = new Map<string, string>();
    this.people?.forEach(({ role, regionCode, regionName }) => {
      if (role === 'chief') {
        regions.set(regionCode, regionName);
      }
    });
    const near = (code: string): boolean => code.startsWith(subject.regionCode) || subject.regionCode.startsWith(code);
    const byNearness = ([a]: [string, string], [b]: [string, string]): number => Number(near(b)) - Number(near(a));
    return formField({
      label: t('actionDialog.to'),
      required: true,
      error: this.missing === 'to' ? t('actionDialog.noRecipient') : null,
      control: html`
        <select
          name="to"
          data-testid="hand-over-to"
          ?disabled=${this.people === null}
          @change=${() => (this.missing = null)}
        >
          <option value="">${t(this.people === null ? 'state.loading' : 'actionDialog.choose')}</option>
          <optgroup label=${t('actionDialog.toRegion')}>
            ${[...regions]
              .sort(byNearness)
              .map(([code, name]) => html`<option value=${code}>${t('actionDialog.chiefOf', { region: name })}</option>`)}
          </optgroup>
          <optgroup label=${t('actionDialog.toPerson')}>
            ${this.people?.map(
              ({ username, name, role, regionName }) =>
                html`<option value=${username}>${name} · ${roleLabel(role)} · ${regionName}</option>`,
            )}
          </optgroup>
        </select>
      `,
    });
  }

  /**
   * A county has more people than one page holds: reads the people of its offices, who come first, and those of the
   * incident's place.
   */
  private async loadPeople(own: string, place: string): Promise<void> {
    this.people = null;
    const near = place.length > TOWNSHIP_DIGITS ? place.slice(0, TOWNSHIP_DIGITS) : place;
    try {
      const regions = near.startsWith(own) && near !== own ? [near, own] : [own];
      const pages = await Promise.all(
        regions.map((region) => call<Page<Appointment>>(`/api/roster${query({ region, limit: ROSTER_LIMIT })}`)),
      );
      const byName = new Map(pages.flatMap((page) => page.items).map((person) => [person.username, person]));
      this.people = [...byName.values()];
    } catch (error) {
      this.problem = problemOf(error);
    }
  }

  private confirm(event: Event): void {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const data = new FormData(form);
    const note = String(data.get('note') ?? '').trim();
    const to = String(data.get('to') ?? '');
    this.missing = this.missingIn(note, to);
    if (this.missing === null) {
      void this.send(note, to === '' ? null : to);
    } else {
      form.querySelector<HTMLElement>(`[name=${this.missing}]`)?.focus();
    }
  }

  private missingIn(note: string, to: string): 'note' | 'to' | null {
    if (this.action === 'hand-over' && to === '') {
      return 'to';
    }
    return this.action !== null && needsNote(this.action) && note === '' ? 'note' : null;
  }

  private async send(note: string, to: string | null): Promise<void> {
    if (this.action === null || this.subject === null || this.busy) {
      return;
    }
    this.busy = true;
    this.problem = null;
    try {
      const version = this.changed?.version ?? this.subject.incidentVersion;
      const request = {
        action: this.action,
        note,
        key: this.key,
        ...(to === null ? {} : { to }),
        ...(version === undefined ? {} : { version }),
      };
      const incident = await act(this.subject.incidentId, request);
      this.close();
      this.emit<Incident>('done', incident);
    } catch (error) {
      const problem = problemOf(error);
      this.changed = currentOf(problem) ?? this.changed;
      this.problem = currentOf(problem) === null ? problem : null;
      if ([404, 409, 412].includes(problem.status)) {
        this.emit<Subject>('stale', this.subject);
      }
    } finally {
      this.busy = false;
    }
  }

  private close(): void {
    this.querySelector<Dialog>('lz-dialog')?.close();
  }
}

/** The current state of the incident in the refusal of an action on a stale view; null in other problems. */
function currentOf(problem: Problem): Incident | null {
  return slugOf(problem) === 'stale-view' ? ((problem.current as Incident | undefined) ?? null) : null;
}

/** What the incident is now, and whether the action can still be confirmed. */
function changeNote({ status, handedTo, updatedAt }: Incident, action: IncidentAction): TemplateResult {
  const next = isPossible(action, status) ? t('actionDialog.confirmAgain') : t('actionDialog.notPossible');
  return html`
    <div class="problem" role="alert" data-testid="action-stale" data-status=${status}>
      ${icon('warning')}
      <div class="problem-text">
        <strong>${t('problem.stale-view')}</strong>
        <p>
          ${statusBadge(status)} ${handedTo === null ? '' : t('actionDialog.assignee', { name: handedTo.name })}
          ${fullTime(updatedAt)}
        </p>
        <p>${next}</p>
      </div>
    </div>
  `;
}

customElements.define('lz-action-dialog', ActionDialog);
