import { html, type TemplateResult } from 'lit';
import type { Closure, ClosureCounts, ClosureItem } from '../api/types.ts';
import { t } from '../i18n/i18n.ts';
import { AppElement } from '../shell/app-element.ts';
import type { Column } from '../shell/data-table.ts';
import '../shell/data-table.ts';
import { isBelow, itemName, percent, whole } from './figures.ts';

/** The figures with their total. Emits `region` for a region with subregions. */
export class ClosureTable extends AppElement {
  static override properties = { closure: { attribute: false } };

  declare closure: Closure | null;

  constructor() {
    super();
    this.closure = null;
  }

  override render(): TemplateResult {
    const { closure } = this;
    if (closure === null) {
      return html``;
    }
    const { regionName, from, to, items, total } = closure;
    return html`
      <lz-table
        caption=${t('closure.caption', { region: regionName, from, to })}
        .columns=${this.columns(closure)}
        .rows=${items}
        .total=${total}
        .rowKey=${(row: ClosureCounts) => (row === total ? 'total' : (row as ClosureItem).key)}
        hook="closure"
      ></lz-table>
    `;
  }

  private columns(closure: Closure): Column<ClosureCounts>[] {
    return [
      {
        label: t(`closure.column.${closure.by}`),
        cell: (row) => (row === closure.total ? t('closure.total') : this.name(row as ClosureItem, closure)),
      },
      { label: t('closure.reported'), cell: ({ reported }) => whole(reported) },
      { label: t('closure.rejected'), cell: ({ rejected }) => whole(rejected) },
      { label: t('closure.closed'), cell: ({ closed }) => whole(closed) },
      { label: t('closure.open'), cell: ({ open }) => whole(open) },
      {
        label: t('closure.rate'),
        cell: ({ closureRate }) => percent(closureRate),
        hook: 'closure-rate',
        main: true,
      },
    ];
  }

  private name(item: ClosureItem, { by, region }: Closure): TemplateResult | string {
    const name = itemName(item, by);
    if (by !== 'region') {
      return name;
    }
    if (item.key === region) {
      return t('closure.here', { region: name });
    }
    return isBelow(item, region)
      ? html`<button type="button" class="link" data-testid="closure-down" @click=${() => this.emit<string>('region', item.key)}>
          ${name}
        </button>`
      : name;
  }
}

customElements.define('lz-closure-table', ClosureTable);
