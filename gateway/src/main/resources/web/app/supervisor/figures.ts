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

/** The name of an item. Kinds are translated here; the server names regions and months. */
export function itemName(item: ClosureItem, by: Grouping): string {
  const kind = by === 'kind' ? KINDS.find((known) => known === item.key) : undefined;
  return kind === undefined ? item.name : kindLabel(kind);
}

/** Whether an item is a region below the shown one, so that it can be opened. */
export function isBelow(item: ClosureItem, region: string): boolean {
  return item.key.length > region.length && item.key.length < 12;
}

/** Sorts kinds in the domain's order, the most frequent danger first; the server sorts them by name. */
export function sorted({ by, items }: Pick<Closure, 'by' | 'items'>): ClosureItem[] {
  const rank = ({ key }: ClosureItem): number => KINDS.findIndex((kind) => kind === key);
  return by === 'kind' ? [...items].sort((a, b) => rank(a) - rank(b)) : [...items];
}
