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

const SAID_MS = 6_000;
const BAD_MS = 30_000;
/** How long the outcome of the first attempt is waited for before the person is told that the report is saved only. */
const OUTCOME_MS = 3_000;

/** What the person is told of a report that they have just saved. */
export interface Said {
  tone: 'good' | 'plain' | 'bad';
  text: string;
}

/** Saves reports on the device, and says what is true of each: saved, delivered or refused. */
export class ReportSaver extends Store {
  isSaving = false;
  said: Said | null = null;

  private readonly outbox: Outbox;
  private silence: ReturnType<typeof setTimeout> | undefined;

  constructor(outbox: Outbox) {
    super();
    this.outbox = outbox;
  }

  /**
   * @param before the refused report that is corrected; null for a new one
   * @returns whether it is safe on the device
   */
  async save(me: Me | null, payload: ReportPayload, before: ReportEntry | null): Promise<boolean> {
    this.isSaving = true;
    this.changed();
    try {
      const entry = await (before === null
        ? this.outbox.add(newReport(me?.id ?? null, payload, Date.now()))
        : this.outbox.change(before.id, correct(before, payload)));
      if (entry !== undefined) {
        void this.sayFate(entry, me);
      }
      return true;
    } catch (error) {
      this.say(notSaved(error));
      return false;
    } finally {
      this.isSaving = false;
      this.changed();
    }
  }

  private async sayFate(entry: Entry, me: Me | null): Promise<void> {
    const isSent = me !== null && session().state === 'in';
    this.say(fateOf(isSent ? await this.outbox.settled(entry.id, OUTCOME_MS) : entry));
  }

  private say(said: Said): void {
    this.said = said;
    clearTimeout(this.silence);
    this.silence = setTimeout(() => {
      this.said = null;
      this.changed();
    }, said.tone === 'bad' ? BAD_MS : SAID_MS);
    this.changed();
  }
}

/** The same report with what the person has corrected. */
function correct(before: ReportEntry, payload: ReportPayload): (entry: Entry) => Entry {
  const isTaken = before.problem !== null && isConflict(before.problem);
  const again = isTaken ? renewed : revised;
  return (entry) => (isWaiting(entry) ? entry : again(entry, payload, Date.now()));
}

/** What has become of a report a moment after it was saved: only what is delivered is called delivered. */
function fateOf(entry: Entry | undefined): Said {
  if (entry === undefined || entry.state === 'delivered') {
    return { tone: 'good', text: t('report.delivered') };
  }
  if (entry.state === 'attention') {
    const reason = entry.problem === null ? '' : problemText(entry.problem);
    return { tone: 'bad', text: t('report.refused', { reason }) };
  }
  return { tone: 'plain', text: t(entry.owner === null ? 'report.savedUnclaimed' : 'report.saved') };
}

/** Why a report could not be saved, and what to do; the form still holds it. */
function notSaved(error: unknown): Said {
  if (isQuotaExceeded(error)) {
    return { tone: 'bad', text: t('report.storageFull') };
  }
  if (error instanceof DatabaseError && (error.state === 'blocked' || error.state === 'newer')) {
    return { tone: 'bad', text: t(`report.notSaved.${error.state}`) };
  }
  return { tone: 'bad', text: t('report.notSaved') };
}
