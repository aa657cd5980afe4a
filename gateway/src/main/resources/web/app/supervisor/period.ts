/** Days in China, YYYY-MM-DD, both included. */
export interface Period {
  from: string;
  to: string;
}

export const PRESETS = ['month', 'lastMonth', 'quarter', 'year'] as const;
export type Preset = (typeof PRESETS)[number];

/** @param today YYYY-MM-DD */
export function periodOf(preset: Preset, today: string): Period {
  const year = Number(today.slice(0, 4));
  const month = Number(today.slice(5, 7));
  switch (preset) {
    case 'month':
      return { from: day(year, month, 1), to: today };
    case 'lastMonth':
      return { from: day(year, month - 1, 1), to: day(year, month, 0) };
    case 'quarter':
      return { from: day(year, month - ((month - 1) % 3), 1), to: today };
    case 'year':
      return { from: day(year, 1, 1), to: today };
  }
}

/** The preset that equals a period; null for a custom period. */
export function presetOf(period: Period, today: string): Preset | null {
  return (
    PRESETS.find((preset) => {
      const { from, to } = periodOf(preset, today);
      return from === period.from && to === period.to;
    }) ?? null
  );
}

export function isPeriod({ from, to }: Period): boolean {
  return from !== '' && to !== '' && from <= to;
}

/** Days outside the month roll over, as in `Date`. */
function day(year: number, month: number, dayOfMonth: number): string {
  return new Date(Date.UTC(year, month - 1, dayOfMonth)).toISOString().slice(0, 10);
}
