import type { Me } from '../api/types.ts';
import { DatabaseError } from '../device/database.ts';
import { isQuotaExceeded } from '../device/storage.ts';
import { t } from '../i18n/i18n.ts';
import { problemText } from '../i18n/labels.ts';
import { isConflict } from '../outbox/delivery-outcome.ts';
import { isWaiting, revised, type Entry } from '../outbox/entry.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { newReport, renewed, type ReportEntry, type ReportPayload } from '../outbox/report.ts';
import { session } from '../session/session.ts';
import { Store } from '../state/store.ts';

const NOTICE_MS = 6_000;
const ERROR_NOTICE_MS = 30_000;
/** How long to wait for the outcome of the first attempt, ms, before the notice says that the report is only saved. */
const OUTCOME_MS = 3_000;

/** A notice about a report that was just saved. */
export interface SaveNotice {
  tone: 'good' | 'plain' | 'bad';
  text: string;
}

/** Saves reports on the device and shows the state of each: saved, delivered or rejected. */
export class ReportSaver extends Store {
  isSaving = false;
  notice: SaveNotice | null = null;

  private readonly outbox: Outbox;
  private hideTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(outbox: Outbox) {
    super();
    this.outbox = outbox;
  }

  /**
   * @param before the rejected report that is corrected; null for a new one
   * @returns whether it is saved on the device
   */
  async save(me: Me | null, payload: ReportPayload, before: ReportEntry | null): Promise<boolean> {
    this.isSaving = true;
    this.changed();
    try {
      const entry = await (before === null
        ? this.outbox.add(newReport(me?.id ?? null, payload, Date.now()))
        : this.outbox.change(before.id, correct(before, payload)));
      if (entry !== undefined) {
        void this.showOutcome(entry, me);
      }
      return true;
    } catch (error) {
      this.show(notSaved(error));
      return false;
    } finally {
      this.isSaving = false;
      this.changed();
    }
  }

  private async showOutcome(entry: Entry, me: Me | null): Promise<void> {
    const isSent = me !== null && session().state === 'in';
    this.show(noticeOf(isSent ? await this.outbox.afterFirstAttempt(entry.id, OUTCOME_MS) : entry));
  }

  private show(notice: SaveNotice): void {
    this.notice = notice;
    clearTimeout(this.hideTimer);
    this.hideTimer = setTimeout(() => {
      this.notice = null;
      this.changed();
    }, notice.tone === 'bad' ? ERROR_NOTICE_MS : NOTICE_MS);
    this.changed();
  }
}

/** Applies the person's corrections to the report. */
function correct(before: ReportEntry, payload: ReportPayload): (entry: Entry) => Entry {
  const isIdTaken = before.problem !== null && isConflict(before.problem);
  const again = isIdTaken ? renewed : revised;
  return (entry) => (isWaiting(entry) ? entry : again(entry, payload, Date.now()));
}

/** The notice about a saved report. It says "delivered" only if the report is delivered. */
function noticeOf(entry: Entry | undefined): SaveNotice {
  if (entry === undefined || entry.state === 'delivered') {
    return { tone: 'good', text: t('report.delivered') };
  }
  if (entry.state === 'attention') {
    const reason = entry.problem === null ? '' : problemText(entry.problem);
    return { tone: 'bad', text: t('report.refused', { reason }) };
  }
  return { tone: 'plain', text: t(entry.owner === null ? 'report.savedUnclaimed' : 'report.saved') };
}

/** Why a report could not be saved, and what to do. The form still contains it. */
function notSaved(error: unknown): SaveNotice {
  if (isQuotaExceeded(error)) {
    return { tone: 'bad', text: t('report.storageFull') };
  }
  if (error instanceof DatabaseError && (error.state === 'blocked' || error.state === 'newer')) {
    return { tone: 'bad', text: t(`report.notSaved.${error.state}`) };
  }
  return { tone: 'bad', text: t('report.notSaved') };
}
