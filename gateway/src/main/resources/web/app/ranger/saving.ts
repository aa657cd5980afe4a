import { t } from '../i18n/i18n.ts';
import { problemText } from '../i18n/labels.ts';
import { DatabaseError } from '../device/database.ts';
import { isQuotaExceeded } from '../device/storage.ts';
import type { Entry } from '../outbox/entry.ts';

/** What the person is told of a report that they have just saved. */
export interface Said {
  tone: 'good' | 'plain' | 'bad';
  text: string;
}

/** What has become of a report a moment after it was saved: only what is delivered is called delivered. */
export function fateOf(entry: Entry | undefined): Said {
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
export function notSaved(error: unknown): Said {
  if (isQuotaExceeded(error)) {
    return { tone: 'bad', text: t('report.storageFull') };
  }
  if (error instanceof DatabaseError && (error.state === 'blocked' || error.state === 'newer')) {
    return { tone: 'bad', text: t(`report.notSaved.${error.state}`) };
  }
  return { tone: 'bad', text: t('report.notSaved') };
}
