import { Store } from '../state/store.ts';
import { en } from './en.ts';
import { zh, type Texts } from './zh.ts';

export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
export type TextKey = keyof Texts;
export type Values = Record<string, string | number>;

const TEXTS: Record<Language, Texts> = { zh, en };
const TAGS: Record<Language, string> = { zh: 'zh-CN', en: 'en' };
const STORED = 'linzhang.language';

/** The language of the page, stored on the device. */
class Languages extends Store {
  current: Language = stored();

  set(next: Language): void {
    this.current = next;
    try {
      localStorage.setItem(STORED, next);
    } catch {
      // Without storage the choice is lost when the page closes.
    }
    this.changed();
  }
}

export const languages = new Languages();

export function language(): Language {
  return languages.current;
}

/** The tag for `lang` attributes and `Intl`. */
export function languageTag(): string {
  return TAGS[languages.current];
}

export function setLanguage(next: Language): void {
  languages.set(next);
}

/** The text of a key. A newer server may send names that this page doesn't know: then the key itself is shown. */
export function t(key: TextKey, values: Values = {}): string {
  return fill(textFor(key) ?? key, values);
}

/** The text of a computed key; null if there is none. */
export function textFor(key: string): string | null {
  const texts: Partial<Record<string, string>> = TEXTS[languages.current];
  return texts[key] ?? null;
}

export function fill(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

function stored(): Language {
  try {
    return localStorage.getItem(STORED) === 'en' ? 'en' : 'zh';
  } catch {
    return 'zh';
  }
}
