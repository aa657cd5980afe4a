import { KINDS, type Closure, type ClosureItem, type Grouping } from '../api/types.ts';
import { kindLabel } from '../i18n/labels.ts';
import { languageTag } from '../i18n/i18n.ts';

export const NONE = '—';

/** A rate with one decimal, e.g. 66.7%. */
export function percent(rate: number | null): string {
  return rate === null
    ? NONE
    : new Intl.NumberFormat(languageTag(), {
        style: 'percent',
        minimumFractionDigits: 1,
        maximumFractionDigits: 1,
      }).format(rate);
}

export function whole(count: number): string {
  return new Intl.NumberFormat(languageTag()).format(count);
}

/** Kinds are named here, in the reader's language; regions and months by the server. */
export function itemName(item: ClosureItem, by: Grouping): string {
  const kind = by === 'kind' ? KINDS.find((known) => known === item.key) : undefined;
  return kind === undefined ? item.name : kindLabel(kind);
}

/** Whether an item is a region below the one shown, so that one can go down into it. */
export function isBelow(item: ClosureItem, region: string): boolean {
  return item.key.length > region.length && item.key.length < 12;
}

/** Kinds in the order of the domain, the most frequent danger first; the server sorts them by their names. */
export function sorted({ by, items }: Pick<Closure, 'by' | 'items'>): ClosureItem[] {
  const rank = ({ key }: ClosureItem): number => KINDS.findIndex((kind) => kind === key);
  return by === 'kind' ? [...items].sort((a, b) => rank(a) - rank(b)) : [...items];
}
