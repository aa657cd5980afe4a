import { t, type TextKey } from './i18n.ts';

/** The reasons that the services give for a rejected field. Named groups fill the placeholders of the text. */
const REASONS: readonly (readonly [RegExp, TextKey])[] = [
  [/^must be given$/, 'reason.given'],
  [/^must be a UUID$/, 'reason.id'],
  [/^must not be blank$/, 'reason.blank'],
  [/^must not be longer than (?<n>\d+) characters$/, 'reason.long'],
  [/^must not be in the future\b/, 'reason.future'],
  [/^must not be before 1970\b/, 'reason.past'],
  [/^is not in (?<region>[^;]+);/, 'reason.place'],
  [/^is in no known region$/, 'reason.nowhere'],
  [/^must be from (?<from>-?\d+) to (?<to>-?\d+)$/, 'reason.range'],
  [/^name a region code or a username$/, 'reason.recipient'],
  [/^must not be blank; .+ requires a note$/, 'reason.note'],
];

/** A reason in the reader's language; the server's text if it is unknown. */
export function reasonText(reason: string): string {
  for (const [pattern, key] of REASONS) {
    const match = pattern.exec(reason);
    if (match !== null) {
      return t(key, match.groups ?? {});
    }
  }
  return reason;
}
