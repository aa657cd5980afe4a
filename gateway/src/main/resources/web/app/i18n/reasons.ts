import { t, type TextKey } from './i18n.ts';

/** The reasons that the services give for a refused field. Named groups fill the places of the text. */
const REASONS: readonly (readonly [RegExp, TextKey])[] = [
  [/^must be given$/, 'reason.given'],
  [/^must say what was seen$/, 'reason.blank'],
  [/^must not be longer than (?<n>\d+) characters$/, 'reason.long'],
  [/^lies in the future\b/, 'reason.future'],
  [/^lies before 1970\b/, 'reason.past'],
  [/^does not lie in (?<region>[^;]+);/, 'reason.place'],
  [/^lies in no region that is known here$/, 'reason.nowhere'],
  [/^must be from (?<from>-?\d+) to (?<to>-?\d+)$/, 'reason.range'],
  [/^name a region code or a username$/, 'reason.recipient'],
  [/^say why or what was done\b/, 'reason.note'],
];

/** A reason in the reader's language, or as the server gave it. */
export function reasonText(reason: string): string {
  for (const [pattern, key] of REASONS) {
    const match = pattern.exec(reason);
    if (match !== null) {
      return t(key, match.groups ?? {});
    }
  }
  return reason;
}
