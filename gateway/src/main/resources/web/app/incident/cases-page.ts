import { css, html, type TemplateResult } from 'lit';
import { INCIDENT_STATUSES, KINDS, type Incident, type IncidentStatus, type Kind, type Me, type Region } from '../api/types.ts';
import { t } from '../i18n/i18n.ts';
import { kindLabel, statusLabel } from '../i18n/labels.ts';
import type { Router } from '../routing/router.ts';
import { AppElement } from '../shell/app-element.ts';
import { age, statusBadge } from '../shell/badges.ts';
import { formField } from '../shell/form-field.ts';
import { icon } from '../shell/icons.ts';
import '../shell/item-list.ts';
import type { PagedList } from '../state/paged-list.ts';
import { caseFilterOf, filterCount, isSame, OPEN_STATUSES, queryOf, type CaseFilter } from './case-filter.ts';
import { caseList } from './case-list.ts';
import './incident-summary.ts';
import './region-picker.ts';

const REFRESH_MS = 60_000;
const ALL = '';
const OPEN = 'OPEN';
const SEVERAL = 'SEVERAL';

/** All cases of the person's region, newest first. The query of the address holds the filters. */
export class CasesPage extends AppElement {
  static override properties = {
    me: { attribute: false },
    router: { attribute: false },
    base: {},
    filtering: { state: true },
    dates: { state: true },
  };

  static override styles = css`
    lz-cases-page {
      display: block;
    }

    lz-cases-page .cases-header {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: 8px 16px;
      margin-bottom: 12px;
    }

    lz-cases-page .cases-count {
      color: var(--muted);
      font-size: 0.95rem;
    }

    lz-cases-page .filter-switch {
      display: none;
    }

    lz-cases-page .filter {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(150px, 1fr));
      align-items: end;
      gap: 12px;
      margin-bottom: 16px;
    }

    lz-cases-page .filter select,
    lz-cases-page .filter input {
      height: 46px;
      min-height: 0;
    }

    lz-cases-page .filter lz-region-picker {
      display: contents;
    }

    lz-cases-page .filter .field-error {
      grid-column: 1 / -1;
    }

    lz-cases-page .filter .button {
      width: 100%;
    }

    lz-cases-page .case {
      display: block;
      padding: 14px;
      border: 1px solid var(--line);
      border-radius: var(--radius);
      background: var(--card);
      color: inherit;
      text-decoration: none;
      box-shadow: var(--shadow);
    }

    lz-cases-page .case:hover {
      border-color: var(--forest);
    }

    lz-cases-page .case .text {
      display: -webkit-box;
      overflow: hidden;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 2;
    }

    @media (max-width: 640px) {
      lz-cases-page .filter-switch {
        display: inline-flex;
        width: 100%;
      }

      lz-cases-page .filter {
        grid-template-columns: minmax(0, 1fr);
      }

      lz-cases-page .filter-closed {
        display: none;
      }

      lz-cases-page .filter select,
      lz-cases-page .filter input {
        height: 56px;
      }
    }
  `;

  declare me: Me | null;
  declare router: Router | null;
  /** The address of the list. */
  declare base: string;
  /** Whether the filters are open on a phone. */
  declare filtering: boolean;
  /** The typed days if they are not a valid period. */
  declare dates: Pick<CaseFilter, 'from' | 'to'> | null;

  private list: PagedList<Incident> | null = null;

  constructor() {
    super();
    this.me = null;
    this.router = null;
    this.base = '';
    this.filtering = false;
    this.dates = null;
    this.watch(() => this.router);
    this.watch(() => this.list);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.everyWhileVisible(REFRESH_MS, () => void this.list?.refresh());
  }

  protected override willUpdate(): void {
    const { me, router } = this;
    if (me !== null && router?.path === this.base) {
      const list = caseList(me.id, caseFilterOf(router.query, me.region.code));
      if (list !== this.list) {
        this.list = list;
        this.dates = null;
        void list.refresh();
      }
    }
  }

  override render(): TemplateResult {
    const { me, router, list } = this;
    if (me === null || router === null || list === null) {
      return html``;
    }
    const filter = caseFilterOf(router.query, me.region.code);
    const filters = filterCount(filter, me.region.code);
    return html`
      <div class="cases-header">
        <h1>${t('cases.title')}</h1>
        <p class="cases-count" role="status" data-testid="cases-count">${count(list)}</p>
        <button
          type="button"
          class="button filter-switch"
          aria-expanded=${this.filtering}
          data-testid="filter-switch"
          @click=${() => (this.filtering = !this.filtering)}
        >
          ${icon('filter')}${t('cases.filter')}${filters === 0 ? '' : html` <strong>${filters}</strong>`}
        </button>
      </div>
      ${this.filterForm(filter, me, filters)}
      <lz-list
        .items=${list.items}
        .item=${(incident: Incident) => this.row(incident)}
        .problem=${list.problem}
        ?hasMore=${list.next !== null}
        ?loading=${list.loading}
        empty=${t(filters === 0 ? 'cases.empty' : 'cases.emptyFiltered')}
        .emptyIcon=${'list'}
        hook="case-list"
        wide
        @more=${() => void list.more()}
        @retry=${() => void list.refresh()}
      ></lz-list>
    `;
  }

  private filterForm(filter: CaseFilter, me: Me, filters: number): TemplateResult {
    return html`
      <form
        class="filter ${this.filtering ? '' : 'filter-closed'}"
        aria-label=${t('cases.filter')}
        @submit=${(event: Event) => event.preventDefault()}
      >
        ${formField({ label: t('field.kind'), control: this.kindSelect(filter) })}
        ${formField({ label: t('cases.status'), control: this.statusSelect(filter) })}
        <lz-region-picker
          .top=${me.region}
          value=${filter.region}
          @region=${(event: CustomEvent<Region | null>) => this.apply({ region: event.detail?.code ?? me.region.code })}
        ></lz-region-picker>
        ${formField({ label: t('period.from'), control: this.day('from', filter) })}
        ${formField({ label: t('period.to'), control: this.day('to', filter) })}
        ${formField({ label: t('cases.reporter'), control: this.reporterSelect(filter) })}
        ${filters === 0
          ? ''
          : html`<a class="button" href=${this.base} data-testid="filter-clear">${icon('cross')}${t('cases.clear')}</a>`}
        ${this.dates === null ? '' : html`<p class="field-error" role="alert">${t('period.wrong')}</p>`}
      </form>
    `;
  }

  private kindSelect({ kinds }: CaseFilter): TemplateResult {
    const [only = ALL] = kinds;
    return select(
      'filter-kind',
      kinds.length > 1 ? SEVERAL : only,
      [
        [ALL, t('cases.all')],
        ...(kinds.length > 1 ? [[SEVERAL, kinds.map(kindLabel).join('、')] as const] : []),
        ...KINDS.map((kind) => [kind, kindLabel(kind)] as const),
      ],
      (value) => {
        if (value !== SEVERAL) {
          this.apply({ kinds: value === ALL ? [] : [value as Kind] });
        }
      },
    );
  }

  private statusSelect({ statuses }: CaseFilter): TemplateResult {
    const [only = ALL] = statuses;
    const open = isSame(statuses, OPEN_STATUSES);
    const several = statuses.length > 1 && !open;
    return select(
      'filter-status',
      open ? OPEN : several ? SEVERAL : only,
      [
        [ALL, t('cases.all')],
        [OPEN, t('cases.open')],
        ...(several ? [[SEVERAL, statuses.map(statusLabel).join('、')] as const] : []),
        ...INCIDENT_STATUSES.map((status) => [status, statusLabel(status)] as const),
      ],
      (value) => {
        if (value !== SEVERAL) {
          this.apply({ statuses: value === ALL ? [] : value === OPEN ? OPEN_STATUSES : [value as IncidentStatus] });
        }
      },
    );
  }

  private reporterSelect({ reporter }: CaseFilter): TemplateResult {
    return select(
      'filter-reporter',
      reporter ?? ALL,
      [
        [ALL, t('cases.everybody')],
        ['me', t('cases.myself')],
        ...(reporter === null || reporter === 'me' ? [] : [[reporter, reporter] as const]),
      ],
      (value) => this.apply({ reporter: value === ALL ? null : value }),
    );
  }

  private day(end: 'from' | 'to', filter: CaseFilter): TemplateResult {
    return html`
      <input
        type="date"
        data-testid="filter-${end}"
        aria-invalid=${this.dates !== null}
        .value=${(this.dates ?? filter)[end] ?? ''}
        @change=${(event: Event) => {
          const value = (event.target as HTMLInputElement).value;
          this.applyDates({ from: filter.from, to: filter.to, ...this.dates, [end]: value === '' ? null : value });
        }}
      />
    `;
  }

  private applyDates(dates: Pick<CaseFilter, 'from' | 'to'>): void {
    if (dates.from !== null && dates.to !== null && dates.from > dates.to) {
      this.dates = dates;
    } else {
      this.dates = null;
      this.apply(dates);
    }
  }

  private apply(change: Partial<CaseFilter>): void {
    if (this.me !== null && this.router !== null) {
      const own = this.me.region.code;
      this.router.setQuery(queryOf({ ...caseFilterOf(this.router.query, own), ...change }, own));
    }
  }

  private row(incident: Incident): TemplateResult {
    return html`
      <a
        class="case"
        href="${this.base}/${incident.id}"
        data-testid="case-item"
        data-incident-id=${incident.id}
        data-kind=${incident.kind}
        data-status=${incident.status}
      >
        <lz-incident-summary
          .subject=${incident}
          .side=${statusBadge(incident.status)}
          .meta=${html`<span>${t('alert.reporter', { name: incident.reporterName })}</span>${age(incident.reportedAt)}
            ${incident.handedTo === null || incident.status !== 'HANDED_OVER'
              ? ''
              : html`<span>${t('reports.handedTo', { to: incident.handedTo.name })}</span>`}`}
        ></lz-incident-summary>
      </a>
    `;
  }
}

/** The server doesn't count the items: the length is known only after the last page was read. */
function count({ items, next }: PagedList<Incident>): string {
  if (items === null) {
    return '';
  }
  return t(next === null ? 'cases.count' : 'cases.countMore', { n: items.length });
}

function select(
  hook: string,
  value: string,
  options: readonly (readonly [value: string, label: string])[],
  choose: (value: string) => void,
): TemplateResult {
  return html`
    <select data-testid=${hook} @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}>
      ${options.map(
        ([option, label]) => html`<option value=${option} .selected=${option === value}>${label}</option>`,
      )}
    </select>
  `;
}

customElements.define('lz-cases-page', CasesPage);
