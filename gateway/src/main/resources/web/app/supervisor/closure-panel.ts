import { css, html, type TemplateResult } from 'lit';
import { call, query } from '../api/client.ts';
import { problemOf, type Problem } from '../api/problem.ts';
import { GROUPINGS, type Closure, type Me, type RegionView } from '../api/types.ts';
import { t } from '../i18n/i18n.ts';
import type { Router } from '../routing/router.ts';
import { sessionExpired } from '../session/session.ts';
import { AppElement } from '../shell/app-element.ts';
import { problemNote } from '../shell/problem-note.ts';
import { chinaDay } from '../shell/time.ts';
import { closureQueryOf, queryOf, regionsBetween, type ClosureQuery } from './closure-query.ts';
import './closure-table.ts';
import { percent, sorted, whole } from './figures.ts';
import './period-picker.ts';
import type { Period } from './period.ts';

/** The closure rate of a region in a period, by a grouping. The query of the address holds all three. */
export class ClosurePanel extends AppElement {
  static override properties = {
    me: { attribute: false },
    router: { attribute: false },
    closure: { state: true },
    names: { state: true },
    problem: { state: true },
    busy: { state: true },
  };

  static override styles = css`
    lz-closure-panel .closure-header {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      gap: 4px 16px;
    }

    lz-closure-panel .crumbs {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 6px;
    }

    lz-closure-panel .crumbs [aria-current] {
      font-weight: 600;
    }

    lz-closure-panel .closure-choices {
      display: flex;
      flex-wrap: wrap;
      justify-content: space-between;
      gap: 10px 20px;
      margin: 14px 0;
    }

    lz-closure-panel,
    lz-closure-panel lz-period-picker {
      display: block;
      min-width: 0;
    }

    lz-closure-panel .tiles {
      display: grid;
      grid-template-columns: 1.4fr repeat(4, 1fr);
      gap: 12px;
    }

    lz-closure-panel .tile {
      padding: 14px 18px;
      border: 1px solid var(--line);
      border-radius: var(--radius);
      background: var(--card);
      box-shadow: var(--shadow);
    }

    lz-closure-panel .tile dt {
      color: var(--muted);
      font-size: 0.92rem;
    }

    lz-closure-panel .tile dd {
      font-size: 1.7rem;
      font-weight: 600;
      font-variant-numeric: tabular-nums;
      line-height: 1.3;
    }

    lz-closure-panel .tile-main {
      border-color: var(--forest-deep);
      background: var(--forest-deep);
      color: #fff;
    }

    lz-closure-panel .tile-main dt {
      color: #cfe3d8;
    }

    lz-closure-panel .closure-figures {
      display: grid;
      grid-template-columns: minmax(0, 1fr) minmax(0, 1.1fr);
      align-items: start;
      gap: 16px;
      margin: 16px 0 8px;
    }

    lz-closure-panel .closure > .empty {
      margin: 16px 0 8px;
    }

    lz-closure-panel .is-busy .closure-figures {
      opacity: 0.6;
    }

    @media (max-width: 1000px) {
      lz-closure-panel .closure-figures {
        grid-template-columns: minmax(0, 1fr);
      }
    }

    @media (max-width: 640px) {
      lz-closure-panel .tiles {
        grid-template-columns: repeat(2, 1fr);
      }

      lz-closure-panel .tile-main {
        grid-column: 1 / -1;
      }

      lz-closure-panel .tile {
        padding: 10px 14px;
      }

      lz-closure-panel .closure-choices .segments-small {
        display: grid;
        grid-auto-columns: minmax(0, 1fr);
        width: 100%;
      }

      lz-closure-panel .segments-small .segment {
        min-height: 48px;
        padding: 4px 6px;
        white-space: normal;
      }

    }
  `;

  declare me: Me | null;
  declare router: Router | null;
  declare closure: Closure | null;
  /** The names of regions by their codes. */
  declare names: ReadonlyMap<string, string>;
  declare problem: Problem | null;
  declare busy: boolean;

  private readonly today = chinaDay(Date.now());
  private readonly named = new Set<string>();
  private requested = '';
  private requests = 0;

  constructor() {
    super();
    this.me = null;
    this.router = null;
    this.closure = null;
    this.names = new Map();
    this.problem = null;
    this.busy = false;
    this.watch(() => this.router);
  }

  protected override willUpdate(): void {
    const { shown } = this;
    if (shown !== null && JSON.stringify(shown) !== this.requested) {
      void this.refresh();
      void this.loadNames(shown);
    }
  }

  /** Reads the figures again; of several concurrent requests, only the latest result is used. */
  async refresh(): Promise<void> {
    const { shown } = this;
    if (shown === null) {
      return;
    }
    this.requested = JSON.stringify(shown);
    const request = ++this.requests;
    this.busy = true;
    try {
      const { region, by, period } = shown;
      const closure = await call<Closure>(`/api/statistics/closure${query({ region, by, ...period })}`);
      if (request === this.requests) {
        this.closure = { ...closure, items: sorted(closure) };
        this.problem = null;
        // The table has the same figures, so without network the page works without the chart.
        import('./closure-chart.ts').catch(() => undefined);
      }
    } catch (error) {
      this.fail(problemOf(error), request);
    } finally {
      this.busy = request === this.requests ? false : this.busy;
    }
  }

  override render(): TemplateResult {
    const { shown } = this;
    if (shown === null) {
      return html``;
    }
    return html`
      <section class="closure ${this.busy ? 'is-busy' : ''}" aria-labelledby="closure-title">
        <div class="closure-header">
          <h1 id="closure-title">${t('closure.title')}</h1>
          ${this.path(shown)}
        </div>
        <div class="closure-choices">
          <lz-period-picker
            .value=${shown.period}
            .today=${this.today}
            @period=${(event: CustomEvent<Period>) => this.show({ period: event.detail })}
          ></lz-period-picker>
          <div class="segments segments-small" role="group" aria-label=${t('closure.by')}>
            ${GROUPINGS.map(
              (by) => html`
                <button
                  type="button"
                  class="segment"
                  aria-pressed=${by === shown.by}
                  data-testid="closure-by-${by}"
                  @click=${() => this.show({ by })}
                >
                  ${t(`closure.by.${by}`)}
                </button>
              `,
            )}
          </div>
        </div>
        ${this.problem === null ? '' : problemNote(this.problem, () => void this.refresh())} ${this.figures()}
      </section>
    `;
  }

  private get shown(): ClosureQuery | null {
    return this.me === null || this.router === null
      ? null
      : closureQueryOf(this.router.query, this.me.region.code, this.today);
  }

  private figures(): TemplateResult {
    const { closure } = this;
    if (closure === null) {
      return this.problem === null ? html`<p class="loading" role="status">${t('state.loading')}</p>` : html``;
    }
    const { total } = closure;
    return html`
      <dl class="tiles">
        ${tile(t('closure.rate'), percent(total.closureRate), 'tile-main', 'closure-rate-total')}
        ${tile(t('closure.reported'), whole(total.reported))} ${tile(t('closure.closed'), whole(total.closed))}
        ${tile(t('closure.open'), whole(total.open))} ${tile(t('closure.rejected'), whole(total.rejected))}
      </dl>
      ${closure.items.length === 0
        ? html`<p class="empty">${t('closure.empty')}</p>`
        : html`<div class="closure-figures" @region=${(event: CustomEvent<string>) => this.show({ region: event.detail })}>
            <div class="card"><lz-closure-chart .closure=${closure}></lz-closure-chart></div>
            <div class="card card-flush"><lz-closure-table .closure=${closure}></lz-closure-table></div>
          </div>`}
      <p class="hint">${t('closure.explained')}</p>
    `;
  }

  private path(shown: ClosureQuery): TemplateResult {
    const own = this.me?.region.code ?? '';
    const codes = regionsBetween(own, shown.region);
    return html`
      <nav class="crumbs" aria-label=${t('closure.path')}>
        ${codes.map((code) => {
          const name = code === own ? this.me?.region.name : (this.names.get(code) ?? code);
          return code === shown.region
            ? html`<span aria-current="location">${name}</span>`
            : html`<a href=${this.router?.hrefWith({ region: code === own ? null : code }) ?? ''}>${name}</a>
                <span aria-hidden="true">›</span>`;
        })}
      </nav>
    `;
  }

  private show(change: Partial<ClosureQuery>): void {
    const { shown, me } = this;
    if (shown !== null && me !== null) {
      this.router?.setQuery(queryOf({ ...shown, ...change }, me.region.code, this.today));
    }
  }

  private async loadNames({ region }: ClosureQuery): Promise<void> {
    const unknown = regionsBetween(this.me?.region.code ?? '', region)
      .slice(1)
      .filter((code) => !this.named.has(code));
    unknown.forEach((code) => this.named.add(code));
    for (const code of unknown) {
      try {
        const { name } = await call<RegionView>(`/api/regions/${code}`);
        this.names = new Map(this.names).set(code, name);
      } catch {
        this.named.delete(code);
      }
    }
  }

  private fail(problem: Problem, request: number): void {
    if (problem.status === 401) {
      sessionExpired();
    }
    if (request === this.requests) {
      this.problem = problem;
    }
  }
}

function tile(label: string, value: string, style = '', hook = ''): TemplateResult {
  return html`<div class="tile ${style}"><dt>${label}</dt><dd data-testid=${hook}>${value}</dd></div>`;
}

customElements.define('lz-closure-panel', ClosurePanel);
