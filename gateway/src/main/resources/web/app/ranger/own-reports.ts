import { problemOf, type Problem } from '../api/problem.ts';
import type { Incident } from '../api/types.ts';
import { incidents } from '../incident/incidents.ts';
import { entryStore } from '../outbox/dispatch.ts';
import { sessionExpired, person } from '../session/session.ts';
import { Store } from '../state/store.ts';

const PAGE = 50;

/** The server's list of one person's reports, cached on the device for use without network. */
export class OwnReports extends Store {
  readonly owner: string;
  incidents: readonly Incident[] = [];
  /** When the server last responded, ms since the epoch. */
  at: number | null = null;
  problem: Problem | null = null;
  next: string | null = null;

  private loading: Promise<void> | null = null;

  constructor(owner: string) {
    super();
    this.owner = owner;
  }

  async start(): Promise<void> {
    const seen = await entryStore.cachedIncidents(this.owner).catch(() => undefined);
    if (seen !== undefined && this.at === null) {
      this.incidents = seen.incidents;
      this.at = seen.at;
      this.changed();
    }
    await this.refresh();
  }

  /** Reads the newest page again; one request at a time. */
  refresh(): Promise<void> {
    this.loading ??= this.read(null).finally(() => (this.loading = null));
    return this.loading;
  }

  async more(): Promise<void> {
    if (this.next !== null) {
      await this.read(this.next);
    }
  }

  private async read(cursor: string | null): Promise<void> {
    const first = this.at === null || this.next === null;
    try {
      const page = await incidents({ reporter: 'me', limit: PAGE, ...(cursor === null ? {} : { cursor }) });
      this.take(page.items);
      if (cursor !== null || first) {
        this.next = page.next;
      }
      this.at = Date.now();
      this.problem = null;
      if (person()?.id !== this.owner) {
        return;
      }
      await entryStore.cacheIncidents({ owner: this.owner, at: this.at, incidents: this.incidents.slice(0, PAGE) });
    } catch (error) {
      this.fail(error);
    }
    this.changed();
  }

  private take(items: readonly Incident[]): void {
    const fresh = new Set(items.map((incident) => incident.id));
    this.incidents = [...items, ...this.incidents.filter((incident) => !fresh.has(incident.id))];
  }

  private fail(error: unknown): void {
    if (error instanceof DOMException) {
      return;
    }
    this.problem = problemOf(error);
    if (this.problem.status === 401) {
      sessionExpired();
    }
  }
}
