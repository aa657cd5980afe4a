import { html, type TemplateResult } from 'lit';
import type { Closure, ClosureCounts, ClosureItem } from '../api/types.ts';
import { t } from '../i18n/i18n.ts';
import { AppElement } from '../shell/app-element.ts';
import { isBelow, itemName, percent, whole } from './figures.ts';

/** The figures, a line each, with their total. Emits `region` for a line one can go down into. */
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
    return html`
      <div class="table-scroll">
        <table class="figures" data-testid="closure-table">
          <caption class="unseen">
            ${t('closure.caption', { region: closure.regionName, from: closure.from, to: closure.to })}
          </caption>
          <thead>
            <tr>
              <th scope="col">${t(`closure.column.${closure.by}`)}</th>
              <th scope="col">${t('closure.reported')}</th>
              <th scope="col">${t('closure.rejected')}</th>
              <th scope="col">${t('closure.closed')}</th>
              <th scope="col">${t('closure.open')}</th>
              <th scope="col">${t('closure.rate')}</th>
            </tr>
          </thead>
          <tbody>
            ${closure.items.map((item) => this.line(item, closure))}
          </tbody>
          <tfoot>
            <tr data-testid="closure-row" data-key="total">
              <th scope="row">${t('closure.total')}</th>
              ${cells(closure.total)}
            </tr>
          </tfoot>
        </table>
      </div>
    `;
  }

  private line(item: ClosureItem, closure: Closure): TemplateResult {
    const name = itemName(item, closure.by);
    return html`
      <tr data-testid="closure-row" data-key=${item.key}>
        <th scope="row">${this.name(name, item, closure)}</th>
        ${cells(item)}
      </tr>
    `;
  }

  private name(name: string, item: ClosureItem, { by, region }: Closure): TemplateResult {
    if (by !== 'region') {
      return html`${name}`;
    }
    if (item.key === region) {
      return html`${t('closure.here', { region: name })}`;
    }
    return isBelow(item, region)
      ? html`<button type="button" class="link" @click=${() => this.emit<string>('region', item.key)}>${name}</button>`
      : html`${name}`;
  }
}

function cells(counts: ClosureCounts): TemplateResult {
  return html`
    <td>${whole(counts.reported)}</td>
    <td>${whole(counts.rejected)}</td>
    <td>${whole(counts.closed)}</td>
    <td>${whole(counts.open)}</td>
    <td data-testid="closure-rate">${percent(counts.closureRate)}</td>
  `;
}

customElements.define('lz-closure-table', ClosureTable);
