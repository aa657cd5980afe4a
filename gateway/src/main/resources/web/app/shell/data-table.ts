import { css, html, type TemplateResult } from 'lit';
import { AppElement } from './app-element.ts';

export interface Column<R> {
  label: string;
  cell: (row: R) => TemplateResult | string;
  /** The `data-testid` of the column's cells. */
  hook?: string;
  /** Whether the column stays next to the row's name on a narrow screen. */
  main?: boolean;
}

/**
 * A table of figures: the first column names the row, the others are aligned to the right. On a narrow screen a row
 * becomes two lines with a label for each figure, so that no horizontal scrolling is needed.
 */
export class DataTable extends AppElement {
  static override properties = {
    caption: {},
    columns: { attribute: false },
    rows: { attribute: false },
    total: { attribute: false },
    rowKey: { attribute: false },
    hook: {},
  };

  static override styles = css`
    lz-table {
      display: block;
      overflow-x: auto;
    }

    lz-table table {
      width: 100%;
      border-collapse: collapse;
      font-variant-numeric: tabular-nums;
    }

    lz-table th,
    lz-table td {
      padding: 10px 12px;
      border-bottom: 1px solid var(--line);
      text-align: right;
      white-space: nowrap;
    }

    lz-table th:first-child {
      text-align: left;
    }

    lz-table thead th {
      background: #eaf0ec;
      color: var(--muted);
      font-size: 0.9rem;
      font-weight: 600;
    }

    lz-table tbody th {
      font-weight: 500;
      white-space: normal;
    }

    lz-table tbody tr:hover {
      background: #f6f9f7;
    }

    lz-table tfoot th,
    lz-table tfoot td {
      border-bottom: 0;
      background: #f4f7f5;
      font-weight: 700;
    }

    @media (max-width: 640px) {
      lz-table thead {
        position: absolute;
        width: 1px;
        height: 1px;
        overflow: hidden;
        clip-path: inset(50%);
      }

      lz-table table,
      lz-table tbody,
      lz-table tfoot {
        display: block;
      }

      lz-table tr {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 2px 10px;
        padding: 10px 12px;
        border-bottom: 1px solid var(--line);
      }

      lz-table tfoot tr {
        border-bottom: 0;
        background: #f4f7f5;
      }

      lz-table th,
      lz-table td,
      lz-table tfoot th,
      lz-table tfoot td {
        padding: 0;
        border: 0;
        background: none;
      }

      lz-table tr > th {
        flex: 1 1 50%;
        order: -2;
        min-width: 0;
        min-height: 28px;
      }

      lz-table tr > .main-cell {
        order: -1;
        font-weight: 600;
      }

      lz-table td:not(.main-cell)::before {
        content: attr(data-label) ' ';
        color: var(--muted);
        font-size: 0.8rem;
        font-weight: 400;
      }
    }
  `;

  declare caption: string;
  /** The first column names the row. */
  declare columns: readonly Column<never>[];
  declare rows: readonly unknown[];
  /** The last row, which contains the total; null for none. */
  declare total: unknown;
  /** The `data-key` of a row. */
  declare rowKey: (row: never) => string;
  /** The `data-testid` of the table; the rows get it with `-row`. */
  declare hook: string;

  constructor() {
    super();
    this.caption = '';
    this.columns = [];
    this.rows = [];
    this.total = null;
    this.rowKey = () => '';
    this.hook = 'table';
  }

  override render(): TemplateResult {
    return html`
      <table data-testid="${this.hook}-table">
        <caption class="unseen">
          ${this.caption}
        </caption>
        <thead>
          <tr>
            ${this.columns.map(({ label }) => html`<th scope="col">${label}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${this.rows.map((row) => this.row(row))}
        </tbody>
        ${this.total === null ? '' : html`<tfoot>${this.row(this.total)}</tfoot>`}
      </table>
    `;
  }

  private row(row: unknown): TemplateResult {
    const [name, ...figures] = this.columns;
    return html`
      <tr data-testid="${this.hook}-row" data-key=${this.rowKey(row as never)}>
        <th scope="row">${name?.cell(row as never)}</th>
        ${figures.map(
          ({ label, cell, hook, main }) => html`
            <td class=${main === true ? 'main-cell' : ''} data-label=${label} data-testid=${hook ?? ''}>${cell(row as never)}</td>
          `,
        )}
      </tr>
    `;
  }
}

customElements.define('lz-table', DataTable);
