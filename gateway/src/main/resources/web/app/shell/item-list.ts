import { css, html, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Problem } from '../api/problem.ts';
import { t } from '../i18n/i18n.ts';
import { AppElement } from './app-element.ts';
import { icon, type IconName } from './icons.ts';
import { problemNote } from './problem-note.ts';

interface Item {
  id: string;
}

/** A list with its states: loading, empty, failed, and a button for more items. Emits `more` and `retry`. */
export class ItemList extends AppElement {
  static override properties = {
    items: { attribute: false },
    item: { attribute: false },
    problem: { attribute: false },
    hasMore: { type: Boolean },
    loading: { type: Boolean },
    empty: {},
    emptyIcon: {},
    hook: {},
    wide: { type: Boolean, reflect: true },
  };

  static override styles = css`
    lz-list {
      display: block;
    }

    lz-list > ul {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: 12px;
    }

    lz-list[wide] > ul {
      grid-template-columns: repeat(auto-fill, minmax(min(420px, 100%), 1fr));
      align-items: start;
    }

    lz-list > .button {
      margin-top: 12px;
    }
  `;

  /** Null before the first response. */
  declare items: readonly Item[] | null;
  /** Renders one item. */
  declare item: (item: never) => TemplateResult;
  declare problem: Problem | null;
  declare hasMore: boolean;
  declare loading: boolean;
  /** The text that is shown if there are no items. */
  declare empty: string;
  declare emptyIcon: IconName | null;
  /** The `data-testid` of the list. */
  declare hook: string;
  /** Whether items are side by side if there is room. */
  declare wide: boolean;

  constructor() {
    super();
    this.items = null;
    this.item = () => html``;
    this.problem = null;
    this.hasMore = false;
    this.loading = false;
    this.empty = '';
    this.emptyIcon = null;
    this.hook = '';
    this.wide = false;
  }

  override render(): TemplateResult {
    return html`
      ${this.problem === null ? '' : problemNote(this.problem, () => this.emit('retry', null))} ${this.body()}
    `;
  }

  private body(): TemplateResult {
    const { items } = this;
    if (items === null) {
      return this.problem === null ? html`<p class="loading" role="status">${t('state.loading')}</p>` : html``;
    }
    if (items.length === 0) {
      return html`<p class="empty">${this.emptyIcon === null ? '' : icon(this.emptyIcon)}${this.empty}</p>`;
    }
    return html`
      <ul data-testid=${this.hook}>
        ${repeat(
          items,
          ({ id }) => id,
          (item) => html`<li>${this.item(item as never)}</li>`,
        )}
      </ul>
      ${this.hasMore
        ? html`<button
            type="button"
            class="button button-wide"
            data-testid="more"
            ?disabled=${this.loading}
            @click=${() => this.emit('more', null)}
          >
            ${t(this.loading ? 'state.loading' : 'action.more')}
          </button>`
        : ''}
    `;
  }
}

customElements.define('lz-list', ItemList);
