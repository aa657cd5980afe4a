import { en } from './en.ts';
import { zh, type Texts } from './zh.ts';

export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
export type TextKey = keyof Texts;
export type Values = Record<string, string | number>;

const TEXTS: Record<Language, Texts> = { zh, en };
const TAGS: Record<Language, string> = { zh: 'zh-CN', en: 'en' };
const STORED = 'linzhang.language';

const listeners = new Set<() => void>();
let current: Language = remembered();

export function language(): Language {
  return current;
}

/** The tag for `lang` attributes and `Intl`. */
export function languageTag(): string {
  return TAGS[current];
}

export function setLanguage(next: Language): void {
  current = next;
  try {
    localStorage.setItem(STORED, next);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
  listeners.forEach((listener) => listener());
}

/** Calls back at each switch of language; returns what ends that. */
export function onLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function t(key: TextKey, values: Values = {}): string {
  return fill(TEXTS[current][key], values);
}

/** A text by a key that was put together; null where there is none. */
export function textFor(key: string): string | null {
  const texts: Partial<Record<string, string>> = TEXTS[current];
  return texts[key] ?? null;
}

export function fill(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

function remembered(): Language {
  try {
    return localStorage.getItem(STORED) === 'en' ? 'en' : 'zh';
  } catch {
    return 'zh';
  }
}
