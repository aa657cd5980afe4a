import { html, type TemplateResult } from 'lit';
import { call, query } from '../api/client.ts';
import { problemOf, type Problem } from '../api/problem.ts';
import { GROUPINGS, type Closure, type Grouping, type Me, type RegionView } from '../api/types.ts';
import { t } from '../i18n/i18n.ts';
import { loggedOut } from '../session/session.ts';
import { AppElement } from '../shell/app-element.ts';
import { problemNote } from '../shell/problem-note.ts';
import { chinaDay } from '../shell/time.ts';
import './closure-chart.ts';
import './closure-table.ts';
import { percent, whole } from './figures.ts';
import './period-picker.ts';
import { periodOf, type Period } from './period.ts';

interface Crumb {
  code: string;
  name: string;
}

/** The closure rate: of which region, in which period, by what. Emits `region` when another region is looked at. */
export class ClosurePanel extends AppElement {
  static override properties = {
    me: { attribute: false },
    period: { state: true },
    by: { state: true },
    crumbs: { state: true },
    closure: { state: true },
    problem: { state: true },
    busy: { state: true },
  };

  declare me: Me | null;
  declare period: Period;
  declare by: Grouping;
  /** From the person's own region down to the one shown. */
  declare crumbs: readonly Crumb[];
  declare closure: Closure | null;
  declare problem: Problem | null;
  declare busy: boolean;

  private readonly today = chinaDay(Date.now());
  private asked = 0;

  constructor() {
    super();
    this.me = null;
    this.period = periodOf('year', this.today);
    this.by = 'region';
    this.crumbs = [];
    this.closure = null;
    this.problem = null;
    this.busy = false;
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('me') && this.me !== null && this.crumbs.length === 0) {
      this.crumbs = [this.me.region];
      void this.refresh();
    }
  }

  /** Reads the figures again; of several readings under way the last one counts. */
  async refresh(): Promise<void> {
    const region = this.crumbs[this.crumbs.length - 1];
    if (region === undefined) {
      return;
    }
    const asked = ++this.asked;
    this.busy = true;
    try {
      const parameters = { region: region.code, from: this.period.from, to: this.period.to, by: this.by };
      const closure = await call<Closure>(`/api/statistics/closure${query(parameters)}`);
      if (asked === this.asked) {
        this.closure = closure;
        this.problem = null;
      }
    } catch (error) {
      this.fail(problemOf(error), asked);
    } finally {
      this.busy = asked === this.asked ? false : this.busy;
    }
  }

  override render(): TemplateResult {
    return html`
      <section class="closure ${this.busy ? 'is-busy' : ''}" aria-labelledby="closure-title">
        <div class="closure-header">
          <h1 id="closure-title">${t('closure.title')}</h1>
          ${this.path()}
        </div>
        <div class="closure-choices">
          <lz-period-picker
            .value=${this.period}
            .today=${this.today}
            @period=${(event: CustomEvent<Period>) => this.look({ period: event.detail })}
          ></lz-period-picker>
          <div class="segments segments-small" role="group" aria-label=${t('closure.by')}>
            ${GROUPINGS.map(
              (by) => html`
                <button
                  type="button"
                  class="segment"
                  aria-pressed=${by === this.by}
                  data-testid="closure-by-${by}"
                  @click=${() => this.look({ by })}
                >
                  ${t(`closure.by.${by}`)}
                </button>
              `,
            )}
          </div>
        </div>
        ${this.problem === null ? '' : problemNote(this.problem, () => void this.refresh())}
        ${this.figures()}
      </section>
    `;
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
        : html`<div class="closure-figures" @region=${(event: CustomEvent<string>) => this.goDown(event.detail)}>
            <div class="card"><lz-closure-chart .closure=${closure}></lz-closure-chart></div>
            <div class="card card-flush"><lz-closure-table .closure=${closure}></lz-closure-table></div>
          </div>`}
      <p class="hint">${t('closure.explained')}</p>
    `;
  }

  private path(): TemplateResult {
    return html`
      <nav class="crumbs" aria-label=${t('closure.path')}>
        ${this.crumbs.map((crumb, i) =>
          i === this.crumbs.length - 1
            ? html`<span aria-current="location">${crumb.name}</span>`
            : html`<button type="button" class="link" @click=${() => this.goUp(i)}>${crumb.name}</button>
                <span aria-hidden="true">›</span>`,
        )}
      </nav>
    `;
  }

  private look(change: { period?: Period; by?: Grouping }): void {
    this.period = change.period ?? this.period;
    this.by = change.by ?? this.by;
    void this.refresh();
  }

  private goUp(to: number): void {
    this.enter(this.crumbs.slice(0, to + 1));
  }

  private goDown(code: string): void {
    const item = this.closure?.items.find((known) => known.key === code);
    if (item !== undefined) {
      this.enter([...this.crumbs, { code, name: item.name }]);
      void this.rename(code);
    }
  }

  private enter(crumbs: readonly Crumb[]): void {
    this.crumbs = crumbs;
    this.emit<string>('shown', crumbs[crumbs.length - 1]?.code ?? '');
    void this.refresh();
  }

  /** The statistics may carry a long name; the region knows its own. */
  private async rename(code: string): Promise<void> {
    try {
      const { name } = await call<RegionView>(`/api/regions/${code}`);
      this.crumbs = this.crumbs.map((crumb) => (crumb.code === code ? { code, name } : crumb));
    } catch {
      // The name from the statistics stays.
    }
  }

  private fail(problem: Problem, asked: number): void {
    if (problem.status === 401) {
      loggedOut();
    }
    if (asked === this.asked) {
      this.problem = problem;
    }
  }
}

function tile(label: string, value: string, style = '', hook = ''): TemplateResult {
  return html`<div class="tile ${style}"><dt>${label}</dt><dd data-testid=${hook}>${value}</dd></div>`;
}

customElements.define('lz-closure-panel', ClosurePanel);
