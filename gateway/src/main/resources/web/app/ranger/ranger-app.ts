import { css, html, type TemplateResult } from 'lit';
import type { Me } from '../api/types.ts';
import { t } from '../i18n/i18n.ts';
import { onSession, person, refreshSession, session } from '../session/session.ts';
import { AppPage, type Route } from '../shell/app-page.ts';
import { icon } from '../shell/icons.ts';
import { problemNote } from '../shell/problem-note.ts';
import { OwnReports } from './own-reports.ts';
import { Outbox } from './queue/outbox.ts';
import { newReport, renewed, revised, type QueuedReport } from './queue/report.ts';
import { count, rows, settled } from './queue/rows.ts';
import { isConflict } from './queue/verdict.ts';
import './report-form.ts';
import type { ReportForm, Written } from './report-form.ts';
import './report-list.ts';
import './status-bar.ts';

const REFRESH_MS = 30_000;
const ASKING_MS = 1_500;
const SAID_MS = 6_000;

/**
 * The ranger's page. It works without network and without a session for whoever was last logged in on this device;
 * their reports go out when both are back.
 */
export class RangerApp extends AppPage {
  static override properties = {
    own: { state: true },
    revising: { state: true },
    saving: { state: true },
    said: { state: true },
    impatient: { state: true },
  };

  static override styles = css`
    lz-ranger .page {
      max-width: 640px;
      padding-top: 0;
      padding-bottom: 40px;
    }

    lz-ranger .toast-place {
      position: fixed;
      left: 50%;
      top: 60px;
      z-index: 1500;
      width: min(600px, calc(100vw - 32px));
      transform: translateX(-50%);
      pointer-events: none;
    }

    lz-ranger .toast {
      display: flex;
      align-items: center;
      gap: 10px;
      padding: 14px 16px;
      border-radius: var(--radius);
      background: #16211b;
      color: #fff;
      font-weight: 500;
      box-shadow: 0 8px 30px rgb(0 0 0 / 30%);
    }

    lz-ranger .toast-bad {
      background: var(--critical);
    }

  `;

  declare own: OwnReports | null;
  declare revising: QueuedReport | null;
  declare saving: boolean;
  /** What the person was told last, of saving. */
  declare said: { good: boolean; text: string } | null;
  /** The gateway takes long to say who is here: go on with who was. */
  declare impatient: boolean;

  protected readonly app = 'ranger';
  /** Both pages are a part of the app's own bundle: a ranger may open either without network. */
  protected readonly routes: readonly Route[] = [
    {
      paths: ['/ranger', '/ranger/report'],
      title: 'report.title',
      icon: 'pen',
      load: () => Promise.resolve(),
      render: ({ me }) => this.reportPage(me),
    },
    {
      paths: ['/ranger/reports'],
      title: 'reports.title',
      icon: 'list',
      load: () => Promise.resolve(),
      render: ({ me }) => this.reportsPage(me),
    },
  ];
  private readonly outbox = new Outbox();
  private readonly lookedUp = new Set<string>();
  private silence: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.own = null;
    this.revising = null;
    this.saving = false;
    this.said = null;
    this.impatient = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen(this.outbox, 'changed', () => this.moved());
    this.listen(document, 'visibilitychange', () => this.refresh());
    this.whileConnected(onSession(() => this.follow()));
    this.every(REFRESH_MS, () => this.refresh());
    setTimeout(() => this.lose(), ASKING_MS);
    void this.outbox.start();
    void navigator.storage?.persist?.().catch(() => false);
  }

  protected override present(): Me | null {
    return session().state === 'asking' && !this.impatient ? null : person();
  }

  protected override unsent(): number {
    const { waiting, attention } = count(person()?.username ?? null, this.outbox.reports);
    return waiting + attention;
  }

  protected override enter(): void {
    this.follow();
  }

  private reportPage(me: Me): TemplateResult {
    return html`
      ${this.statusBar(me)}
      <h1 class="page-title">${t('report.title')}</h1>
      <lz-report-form
        .me=${me}
        .revising=${this.revising}
        ?saving=${this.saving}
        @save=${(event: CustomEvent<Written>) => void this.save(me, event.detail)}
        @leave=${() => (this.revising = null)}
      ></lz-report-form>
      ${this.toast()}
      <section class="own" aria-labelledby="own-title">
        <div class="section-header">
          <h2 id="own-title">${t('reports.title')}</h2>
          ${this.refreshButton()}
        </div>
        ${this.reportList(me)}
      </section>
    `;
  }

  private reportsPage(me: Me): TemplateResult {
    return html`
      ${this.statusBar(me)}
      <div class="section-header">
        <h1>${t('reports.title')}</h1>
        ${this.refreshButton()}
      </div>
      ${this.reportList(me)}
    `;
  }

  private statusBar(me: Me): TemplateResult {
    return html`
      <lz-status-bar
        .count=${count(me.username, this.outbox.reports)}
        @send=${() => this.outbox.wake(true)}
      ></lz-status-bar>
    `;
  }

  private toast(): TemplateResult {
    return html`
      <div class="toast-place" aria-live="assertive">
        ${this.said === null
          ? ''
          : html`<p class="toast ${this.said.good ? 'toast-good' : 'toast-bad'}" data-testid="report-said">
              ${icon(this.said.good ? 'check' : 'warning')}${this.said.text}
            </p>`}
      </div>
    `;
  }

  private refreshButton(): TemplateResult {
    return html`
      <button type="button" class="button" @click=${() => void this.own?.refresh()}>
        ${icon('refresh')}${t('action.refresh')}
      </button>
    `;
  }

  private reportList(me: Me): TemplateResult {
    return html`
      ${this.trouble()}
      <lz-report-list
        .rows=${rows(me.username, this.outbox.reports, this.own?.incidents ?? [])}
        ?hasMore=${(this.own?.next ?? null) !== null}
        @more=${() => void this.own?.more()}
        @revise=${(event: CustomEvent<QueuedReport>) => this.revise(event.detail)}
        @discard=${(event: CustomEvent<QueuedReport>) => this.discard(event.detail)}
      ></lz-report-list>
    `;
  }

  /** Being offline or logged out is told by the status bar; anything else is told here. */
  private trouble(): TemplateResult | string {
    const problem = this.own?.problem ?? null;
    return problem === null || problem.status === 0 || problem.status === 401
      ? ''
      : problemNote(problem, () => void this.own?.refresh());
  }

  private async save(me: Me, { body, regionName }: Written): Promise<void> {
    const before = this.revising;
    this.saving = true;
    try {
      if (before === null) {
        await this.outbox.add(newReport(me.username, regionName, body, Date.now()));
      } else {
        const conflict = before.problem !== null && isConflict(before.problem);
        const again = conflict ? renewed : revised;
        await this.outbox.change(before.id, (report) => again(report, body, Date.now()));
      }
      this.revising = null;
      this.querySelector<ReportForm>('lz-report-form')?.clear();
      this.say(true, t('report.saved'));
    } catch {
      this.say(false, t('report.notSaved'));
    } finally {
      this.saving = false;
    }
  }

  private revise(report: QueuedReport): void {
    this.revising = report;
    this.router.go('/ranger');
    void this.updateComplete.then(() => this.querySelector('h1')?.scrollIntoView({ behavior: 'smooth' }));
  }

  private discard(report: QueuedReport): void {
    if (confirm(t('report.discard', { text: report.body.description }))) {
      void this.outbox.remove([report.id]);
      if (this.revising?.id === report.id) {
        this.revising = null;
      }
    }
  }

  private say(good: boolean, text: string): void {
    this.said = { good, text };
    clearTimeout(this.silence);
    this.silence = setTimeout(() => (this.said = null), good ? SAID_MS : 5 * SAID_MS);
  }

  /** The queue moved: what was sent is looked up at the server, what the server lists is dropped here. */
  private moved(): void {
    const incidents = this.own?.incidents ?? [];
    const done = settled(this.outbox.reports, incidents);
    if (done.length > 0) {
      void this.outbox.remove(done);
    } else {
      this.lookUpSent();
    }
    if (this.outbox.outcome === 'login' && session().state !== 'out') {
      void refreshSession();
    }
    this.requestUpdate();
  }

  /** Once for each report: the server may list it on a later page only. */
  private lookUpSent(): void {
    const sent = this.outbox.reports.filter(
      ({ id, state, owner }) => state === 'sent' && owner === this.own?.owner && !this.lookedUp.has(id),
    );
    if (sent.length > 0) {
      sent.forEach(({ id }) => this.lookedUp.add(id));
      void this.own?.refresh();
    }
  }

  /** Shows the reports of whoever is here now. */
  private follow(): void {
    const user = this.present()?.username ?? null;
    if (user !== (this.own?.owner ?? null)) {
      this.own = user === null ? null : new OwnReports(user);
      this.revising = null;
      if (this.own !== null) {
        this.listen(this.own, 'changed', () => this.moved());
        void this.own.start();
      }
    }
    if (session().state === 'in') {
      this.outbox.wake(true);
    }
  }

  private refresh(): void {
    if (document.visibilityState !== 'visible' || this.own === null) {
      return;
    }
    if (session().state === 'in') {
      void this.own.refresh();
    } else {
      void refreshSession();
    }
  }

  private lose(): void {
    this.impatient = true;
    if (session().state === 'asking') {
      this.enterOnce();
      this.requestUpdate();
    }
  }
}

customElements.define('lz-ranger', RangerApp);
