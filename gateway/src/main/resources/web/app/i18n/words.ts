import type { Alert, HistoryEntry, IncidentStatus, Kind, Level, Me, Role, Severity } from '../api/types.ts';
import { fieldErrors, slugOf, type Problem, type Slug } from '../api/problem.ts';
import { t, textFor } from './i18n.ts';
import { reasonWords } from './reasons.ts';

const ABOUT_FIELDS: readonly Slug[] = ['malformed-json', 'invalid-field', 'unknown-region'];

export const kindWord = (kind: Kind): string => t(`kind.${kind}`);
export const severityWord = (severity: Severity): string => t(`severity.${severity}`);
export const statusWord = (status: IncidentStatus): string => t(`status.${status}`);
export const verbWord = (verb: HistoryEntry['verb']): string => t(`verb.${verb}`);
export const doneWord = (verb: HistoryEntry['verb']): string => t(`done.${verb}`);
export const levelWord = (level: Level): string => t(`level.${level}`);
export const reasonWord = (reason: Alert['reason']): string => t(`reason.${reason}`);
export const alertWord = (status: Alert['status']): string => t(`alert.${status}`);
export const roleWord = (role: Role): string => t(`role.${role}`);

/** The role that a person's page is about: a chief is named by the level of their region. */
export function titleOf(me: Me): string {
  const role = me.roles[0];
  if (role === undefined) {
    return t('role.none');
  }
  return role === 'chief' ? t('role.chiefOf', { level: levelWord(me.region.level) }) : roleWord(role);
}

/** What a problem means, in the reader's language; the server's own words where we have none. */
export function problemWords(problem: Problem): string {
  const slug = slugOf(problem);
  if (slug !== null) {
    return t(`problem.${slug}`);
  }
  return problem.detail ?? problem.title;
}

/** One line a field that the server refused. */
export function fieldWords(problem: Problem): string[] {
  const slug = slugOf(problem);
  if (slug !== null && !ABOUT_FIELDS.includes(slug)) {
    return [];
  }
  return fieldErrors(problem).map(({ field, reason }) =>
    t('problem.field', { field: textFor(`field.${field}`) ?? field, reason: reasonWords(reason) }),
  );
}
