import { call, query } from '../api/client.ts';
import { problemOf, type Problem } from '../api/problem.ts';
import type { Alert, Incident, Page } from '../api/types.ts';
import { sessionExpired } from '../session/session.ts';
import { Store } from '../state/store.ts';
import { Alarm } from './alarm.ts';
import { AlertStore } from './alert-store.ts';
import { AlertStream, type Connection } from './alert-stream.ts';

const PAGE = 100;

/**
 * The chief's alerts. The stream delivers changes; the list is complete and is read again each time the stream opens.
 * Emits `arrived` with each new alert.
 */
export class Inbox extends Store {
  alerts: readonly Alert[] = [];
  connection: Connection = { is: 'connecting', since: Date.now() };
  problem: Problem | null = null;
  loaded = false;
  next: string | null = null;
  /** The problem of the last acknowledgement, by alert. */
  readonly refused = new Map<string, Problem>();
  readonly busy = new Set<string>();
  readonly alarm = new Alarm();

  private readonly store = new AlertStore();
  private readonly stream = new AlertStream({
    alert: (alert) => this.streamed(alert),
    connection: (connection) => this.connected(connection),
  });

  start(): void {
    this.stream.start();
    void this.load(null);
  }

  stop(): void {
    this.stream.stop();
  }

  refresh(): Promise<void> {
    return this.load(null);
  }

  async more(): Promise<void> {
    if (this.next !== null) {
      await this.load(this.next);
    }
  }

  /** Loads the person's alert about an incident that may be too old for the first page of the list. */
  async lookUp(incident: string): Promise<void> {
    const requestedAt = Date.now();
    try {
      const page = await call<Page<Alert>>(`/api/alerts${query({ incident })}`);
      this.store.fromList(page.items, requestedAt, Date.now());
      this.changed();
    } catch (error) {
      this.problemFrom(error); // the case itself is shown; without network its page says so
    }
  }

  async acknowledge(alert: Alert): Promise<void> {
    this.busy.add(alert.id);
    this.refused.delete(alert.id);
    this.changed();
    try {
      const answer = await call<Alert>(`/api/alerts/${alert.id}/acknowledge`, { method: 'POST' });
      this.store.acknowledged(answer, Date.now());
    } catch (error) {
      this.refused.set(alert.id, this.problemFrom(error));
    } finally {
      this.busy.delete(alert.id);
      this.changed();
    }
  }

  done(incident: Incident): void {
    this.store.done(incident, Date.now());
    this.changed();
    // The stream should have sent the change by then; otherwise the list contains it.
    setTimeout(() => void this.refresh(), 6_000);
  }

  private async load(cursor: string | null): Promise<void> {
    const requestedAt = Date.now();
    const first = !this.loaded;
    try {
      const page = await call<Page<Alert>>(`/api/alerts${query({ cursor, limit: PAGE })}`);
      const fresh = this.store.fromList(page.items, requestedAt, Date.now());
      if (!first && cursor === null) {
        fresh.filter((alert) => alert.status === 'RAISED').forEach((alert) => this.arrived(alert));
      }
      if (first || cursor !== null) {
        this.next = page.next;
      }
      this.loaded = true;
      this.problem = null;
    } catch (error) {
      this.problem = this.problemFrom(error);
    }
    this.changed();
  }

  private streamed(alert: Alert): void {
    const unknown = this.store.fromStream(alert, Date.now());
    if (unknown && this.loaded && alert.status === 'RAISED') {
      this.arrived(alert);
    }
    this.changed();
  }

  private connected(connection: Connection): void {
    const opened = connection.is === 'open' && this.connection.is !== 'open';
    this.connection = connection;
    if (opened && this.loaded) {
      void this.refresh();
    }
    this.changed();
  }

  private arrived(alert: Alert): void {
    if (alert.kind === 'FIRE') {
      this.alarm.ring(alert);
    }
    this.dispatchEvent(new CustomEvent<Alert>('arrived', { detail: alert }));
  }

  private problemFrom(error: unknown): Problem {
    const problem = problemOf(error);
    if (problem.status === 401) {
      sessionExpired();
    }
    return problem;
  }

  protected override changed(): void {
    this.alerts = this.store.all();
    super.changed();
  }
}
