import type { Alert, HistoryEntry, IncidentStatus, Kind, Level, Me, Role, Severity } from '../api/types.ts';
import { fieldErrors, slugOf, type Problem, type Slug } from '../api/problem.ts';
import { t, textFor, type TextKey } from './i18n.ts';
import { reasonText } from './reasons.ts';

const ABOUT_FIELDS: readonly Slug[] = ['malformed-json', 'invalid-field', 'unknown-region'];

export const kindLabel = (kind: Kind): string => constantText(`kind.${kind}`);
export const severityLabel = (severity: Severity): string => constantText(`severity.${severity}`);
export const statusLabel = (status: IncidentStatus): string => constantText(`status.${status}`);
export const actionLabel = (action: HistoryEntry['action']): string => t(`incidentAction.${action}`);
export const actionDoneLabel = (action: HistoryEntry['action']): string => t(`incidentActionDone.${action}`);
export const levelLabel = (level: Level): string => t(`level.${level}`);
export const alertReasonLabel = (reason: Alert['reason']): string => constantText(`reason.${reason}`);
export const alertStatusLabel = (status: Alert['status']): string => t(`alert.${status}`);
export const roleLabel = (role: Role): string => t(`role.${role}`);

/** A server that is newer than this page may send a constant that the page does not know. */
function constantText(key: TextKey): string {
  return textFor(key) ?? t('constant.unknown');
}

/** The name of a person's role; a chief is named by the level of their region. */
export function titleOf(me: Me): string {
  const role = me.roles[0];
  if (role === undefined) {
    return t('role.none');
  }
  return role === 'chief' ? t('role.chiefOf', { level: levelLabel(me.region.level) }) : roleLabel(role);
}

/** The text of a problem in the reader's language; the server's text if the problem is unknown. */
export function problemText(problem: Problem): string {
  const slug = slugOf(problem);
  if (slug !== null) {
    return t(`problem.${slug}`);
  }
  return problem.detail ?? problem.title;
}

/** One line for each field that the server rejected. */
export function fieldErrorTexts(problem: Problem): string[] {
  const slug = slugOf(problem);
  if (slug !== null && !ABOUT_FIELDS.includes(slug)) {
    return [];
  }
  return fieldErrors(problem).map(({ field, reason }) =>
    t('problem.field', { field: textFor(`field.${field}`) ?? field, reason: reasonText(reason) }),
  );
}
