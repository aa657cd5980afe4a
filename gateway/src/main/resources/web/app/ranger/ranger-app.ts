import { css, html, type PropertyValues, type TemplateResult } from 'lit';
import type { Me } from '../api/types.ts';
import { deviceStorage } from '../device/storage.ts';
import { t } from '../i18n/i18n.ts';
import type { Entry } from '../outbox/entry.ts';
import { Outbox } from '../outbox/outbox.ts';
import { count, rows, listedByServer, unclaimed } from '../outbox/report-rows.ts';
import type { ReportEntry } from '../outbox/report.ts';
import { isUsedDevice } from '../session/personal-data.ts';
import { person, refreshSession, session, sessions } from '../session/session.ts';
import { AppPage, type Route } from '../shell/app-page.ts';
import '../shell/confirm-dialog.ts';
import type { ConfirmDialog } from '../shell/confirm-dialog.ts';
import { icon } from '../shell/icons.ts';
import { problemNote } from '../shell/problem-note.ts';
import './claim-dialog.ts';
import type { ClaimDialog } from './claim-dialog.ts';
import './device-notes.ts';
import { OwnReports } from './own-reports.ts';
import './report-form.ts';
import type { ReportForm, Written } from './report-form.ts';
import './report-list.ts';
import { ReportSaver } from './report-saver.ts';
import './save-toast.ts';
import './status-bar.ts';

const REFRESH_MS = 30_000;
const SESSION_TIMEOUT_MS = 1_500;

/**
 * The ranger's app. Without network and without a session it works for the person who was last logged in on this
 * device; reports are sent when both are back.
 */
export class RangerApp extends AppPage {
  static override properties = {
    own: { state: true },
    revising: { state: true },
    sessionTimedOut: { state: true },
  };

  static override styles = css`
    lz-ranger .page {
      max-width: 640px;
      padding-top: 0;
      padding-bottom: 40px;
    }
  `;

  declare own: OwnReports | null;
  declare revising: ReportEntry | null;
  /** Whether the gateway did not say in time who is logged in, so the page continues with the remembered person. */
  declare sessionTimedOut: boolean;

  protected readonly app = 'ranger';
  /** Both pages are in the app's own bundle, so that a ranger can open either without network. */
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
  private readonly saver = new ReportSaver(this.outbox);
  private readonly lookedUp = new Set<string>();
  /** Whether the unclaimed reports were offered to the person. */
  private claimOffered = false;

  constructor() {
    super();
    this.own = null;
    this.revising = null;
    this.sessionTimedOut = false;
    this.watch(() => this.saver);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.whileConnected(this.outbox.subscribe(() => this.outboxChanged()));
    this.listen(document, 'visibilitychange', () => this.refresh());
    this.whileConnected(sessions.subscribe(() => this.showCurrentPerson()));
    this.every(REFRESH_MS, () => this.refresh());
    setTimeout(() => this.stopWaiting(), SESSION_TIMEOUT_MS);
    void this.outbox.start();
    this.whileConnected(() => this.outbox.stop());
    void deviceStorage.protect();
    void deviceStorage.measure();
  }

  protected override present(): Me | null {
    return session().state === 'loading' && !this.sessionTimedOut ? null : person();
  }

  protected override enter(): void {
    this.showCurrentPerson();
  }

  /**
   * After a log-out, the person who uses the phone can still report. On a device without any earlier log-in, they must
   * log in first.
   */
  protected override anonymous(): TemplateResult | null {
    return isUsedDevice() && session().state !== 'loading' ? this.reportForm(null) : null;
  }

  private reportPage(me: Me): TemplateResult {
    return html`
      ${this.reportForm(me)}
      <section class="own" aria-labelledby="own-title">
        <div class="section-header">
          <h2 id="own-title">${t('reports.title')}</h2>
          ${this.refreshButton()}
        </div>
        ${this.reportList(me)}
      </section>
      ${this.claimDialog(me)}
    `;
  }

  private reportForm(me: Me | null): TemplateResult {
    return html`
      ${this.statusBar(me)}
      <h1 class="page-title">${t('report.title')}</h1>
      <lz-report-form
        .me=${me}
        .revising=${this.revising}
        ?saving=${this.saver.isSaving}
        @save=${(event: CustomEvent<Written>) => void this.save(me, event.detail)}
        @leave=${() => (this.revising = null)}
      ></lz-report-form>
      <lz-save-toast .notice=${this.saver.notice}></lz-save-toast>
    `;
  }

  private reportsPage(me: Me): TemplateResult {
    return html`
      ${this.statusBar(me)}
      <div class="section-header">
        <h1>${t('reports.title')}</h1>
        ${this.refreshButton()}
      </div>
      ${this.reportList(me)} ${this.claimDialog(me)}
    `;
  }

  private statusBar(me: Me | null): TemplateResult {
    return html`
      <lz-status-bar
        .count=${count(me?.id ?? null, this.outbox.entries)}
        ?anonymous=${me === null}
        @send=${() => this.outbox.wake(true)}
        @review=${() => this.review()}
      ></lz-status-bar>
      <lz-device-notes></lz-device-notes>
    `;
  }

  private claimDialog(me: Me): TemplateResult {
    return html`
      <lz-claim-dialog
        .entries=${unclaimed(this.outbox.entries)}
        @claim=${(event: CustomEvent<string[]>) => void this.outbox.claim(event.detail, me)}
        @discard=${(event: CustomEvent<string[]>) => void this.outbox.discard(event.detail)}
      ></lz-claim-dialog>
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
      ${this.listProblem()}
      <lz-report-list
        .rows=${rows(me.id, this.outbox.entries, this.own?.incidents ?? [])}
        .refusedBefore=${(entry: Entry) => this.outbox.refusedBefore(entry)}
        ?hasMore=${(this.own?.next ?? null) !== null}
        @more=${() => void this.own?.more()}
        @revise=${(event: CustomEvent<ReportEntry>) => this.revise(event.detail)}
        @discard=${(event: CustomEvent<ReportEntry>) => void this.discard(event.detail)}
      ></lz-report-list>
      <lz-confirm-dialog></lz-confirm-dialog>
    `;
  }

  /** The status bar shows that the device is offline or logged out; this note shows all other problems. */
  private listProblem(): TemplateResult | string {
    const problem = this.own?.problem ?? null;
    return problem === null || problem.status === 0 || problem.status === 401
      ? ''
      : problemNote(problem, () => void this.own?.refresh());
  }

  private async save(me: Me | null, payload: Written): Promise<void> {
    if (await this.saver.save(me, payload, this.revising)) {
      this.revising = null;
      this.querySelector<ReportForm>('lz-report-form')?.clear();
      void deviceStorage.measure();
    }
  }

  private revise(report: ReportEntry): void {
    this.revising = report;
    this.router.go('/ranger');
    void this.updateComplete.then(() => this.querySelector('h1')?.scrollIntoView({ behavior: 'smooth' }));
  }

  private async discard(report: ReportEntry): Promise<void> {
    const confirmed = await this.querySelector<ConfirmDialog>('lz-confirm-dialog')?.ask({
      heading: t('report.discard'),
      text: report.payload.body.description,
      confirm: t('action.discard'),
    });
    if (confirmed === true) {
      void this.outbox.discard([report.id]);
      if (this.revising?.id === report.id) {
        this.revising = null;
      }
    }
  }

  /** After a change of the outbox, looks up delivered reports at the server and removes those that the server lists. */
  private outboxChanged(): void {
    const incidents = this.own?.incidents ?? [];
    const done = listedByServer(this.outbox.entries, incidents);
    if (done.length > 0) {
      void this.outbox.remove(done);
    } else {
      this.lookUpDelivered();
    }
    if (this.outbox.outcome === 'login' && session().state !== 'out') {
      void refreshSession();
    }
    this.requestUpdate();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.offerClaim();
  }

  /** Offers the unclaimed reports to the person who has logged in. */
  private offerClaim(): void {
    const isNew = !this.claimOffered && session().state === 'in' && unclaimed(this.outbox.entries).length > 0;
    if (isNew && this.review()) {
      this.claimOffered = true;
    }
  }

  /** @returns whether the dialog is on the page */
  private review(): boolean {
    const dialog = this.querySelector<ClaimDialog>('lz-claim-dialog');
    void dialog?.open();
    return dialog !== null;
  }

  /** Refreshes once for each delivered report, because the server may list it only on a later page. */
  private lookUpDelivered(): void {
    const delivered = this.outbox.entries.filter(
      ({ id, state, owner }) => state === 'delivered' && owner === this.own?.owner && !this.lookedUp.has(id),
    );
    if (delivered.length > 0) {
      delivered.forEach(({ id }) => this.lookedUp.add(id));
      void this.own?.refresh();
    }
  }

  /** Shows the reports of the current person. */
  private showCurrentPerson(): void {
    const owner = this.present()?.id ?? null;
    if (owner !== (this.own?.owner ?? null)) {
      this.own = owner === null ? null : new OwnReports(owner);
      this.revising = null;
      if (this.own !== null) {
        this.whileConnected(this.own.subscribe(() => this.outboxChanged()));
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

  private stopWaiting(): void {
    this.sessionTimedOut = true;
    if (session().state === 'loading') {
      this.enterOnce();
      this.requestUpdate();
    }
  }
}

customElements.define('lz-ranger', RangerApp);
