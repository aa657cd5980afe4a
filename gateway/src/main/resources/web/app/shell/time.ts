import { languageTag, t } from '../i18n/i18n.ts';

/** All days and times, in statistics and on the screens, are in China's time zone. */
export const TIME_ZONE = 'Asia/Shanghai';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The elapsed time in the largest unit that fits. */
export function ago(at: string | number, now: number = Date.now()): string {
  const age = Math.max(0, now - new Date(at).getTime());
  if (age < MINUTE) {
    return t('time.seconds', { n: Math.floor(age / 1000) });
  }
  if (age < HOUR) {
    return t('time.minutes', { n: Math.floor(age / MINUTE) });
  }
  return age < DAY ? t('time.hours', { n: Math.floor(age / HOUR) }) : t('time.days', { n: Math.floor(age / DAY) });
}

export function clockTime(at: string | number): string {
  return format(at, { hour: '2-digit', minute: '2-digit' });
}

export function dateTime(at: string | number): string {
  return format(at, { month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' });
}

export function fullTime(at: string | number): string {
  return format(at, { dateStyle: 'medium', timeStyle: 'medium' });
}

/** The day in China, YYYY-MM-DD. */
export function chinaDay(at: number): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: TIME_ZONE }).format(new Date(at));
}

function format(at: string | number, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(languageTag(), { ...options, hourCycle: 'h23', timeZone: TIME_ZONE }).format(
    new Date(at),
  );
}
