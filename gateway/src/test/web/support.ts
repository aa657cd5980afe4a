import type { Answer } from '../../main/resources/web/app/api/client.ts';
import type { Problem } from '../../main/resources/web/app/api/problem.ts';
import type { Incident, Me, ReportBody } from '../../main/resources/web/app/api/types.ts';
import type { Connection, EntryStore } from '../../main/resources/web/app/outbox/sender.ts';
import { newEntry, type Entry } from '../../main/resources/web/app/outbox/entry.ts';
import { Kinds, type OutboxRequest } from '../../main/resources/web/app/outbox/kinds.ts';
import { newReport, REPORT, type ReportEntry } from '../../main/resources/web/app/outbox/report.ts';

export const NOON = Date.parse('2026-11-21T04:00:00Z');
export const MINUTE = 60_000;

/** The ids of two people. */
export const RANGER = '6d1f';
export const VILLAGE = '90aa';

export const KINDS = new Kinds(REPORT);

export function body(change: Partial<ReportBody> = {}): ReportBody {
  return {
    kind: 'FIRE',
    severity: 'MAJOR',
    regionCode: '512002100201',
    description: 'smoke',
    reportedAt: new Date(NOON).toISOString(),
    ...change,
  };
}

export function report({ body: written, ...change }: Partial<ReportEntry> & { body?: ReportBody } = {}): ReportEntry {
  const made = newReport(RANGER, { regionName: '小堰村', body: written ?? body() }, NOON);
  return { ...newEntry(made, 1, NOON), ...change };
}

export function problem(status: number, slug: string, change: Partial<Problem> = {}): Problem {
  return { type: `https://linzhang.org/problems/${slug}`, title: slug, status, ...change };
}

export function answer(status: number, change: Partial<Answer> = {}): Answer {
  const ok = status < 300;
  return { status, body: ok ? {} : null, problem: null, serverTime: null, retryAfter: null, ...change };
}

export function refusal(status: number, slug: string, change: Partial<Problem> = {}): Answer {
  return answer(status, { problem: problem(status, slug, change) });
}

export function incident(id: string, change: Partial<Incident> = {}): Incident {
  const at = new Date(NOON).toISOString();
  return {
    id,
    kind: 'FIRE',
    severity: 'MAJOR',
    status: 'REPORTED',
    source: 'RANGER',
    regionCode: '512002100201',
    regionName: '雁江区雁江镇小堰村',
    position: null,
    description: 'smoke',
    details: null,
    reportedAt: at,
    receivedAt: at,
    reporter: 'ranger',
    reporterName: '张护林',
    patrolId: null,
    handedTo: null,
    updatedAt: at,
    closedAt: null,
    version: 0,
    ...change,
  };
}

export function person(change: Partial<Me> = {}): Me {
  return {
    id: RANGER,
    username: 'ranger',
    name: '张护林',
    roles: ['ranger'],
    region: { code: '512002100201', name: '小堰村', level: 'VILLAGE' },
    ...change,
  };
}

/** A store in memory, which keeps all entries. */
export class MemoryStore implements EntryStore {
  readonly entries = new Map<string, Entry>();

  constructor(...entries: Entry[]) {
    entries.forEach((each) => this.entries.set(each.id, each));
  }

  all(): Promise<Entry[]> {
    return Promise.resolve([...this.entries.values()]);
  }

  change(id: string, how: (entry: Entry) => Entry): Promise<Entry | undefined> {
    const before = this.entries.get(id);
    if (before !== undefined) {
      this.entries.set(id, how(before));
    }
    return Promise.resolve(this.entries.get(id));
  }

  rename(owner: string, to: string): Promise<void> {
    for (const entry of this.entries.values()) {
      if (entry.owner === owner) {
        this.entries.set(entry.id, { ...entry, owner: to });
      }
    }
    return Promise.resolve();
  }

  get(id: string): Entry {
    const found = this.entries.get(id);
    if (found === undefined) {
      throw new Error(`${id} is lost`);
    }
    return found;
  }
}

/** A server with prepared responses: a function of the request, which throws if there is no response. */
export class Server implements Connection {
  who: { id: string; username: string } | null | 'unreachable' = { id: RANGER, username: 'ranger' };
  answers: (request: OutboxRequest) => Answer = () => answer(201);
  readonly received: string[] = [];

  person(): Promise<{ id: string; username: string } | null> {
    return this.who === 'unreachable' ? Promise.reject(new Error('no network')) : Promise.resolve(this.who);
  }

  send(request: OutboxRequest, owner: string): Promise<Answer> {
    if (this.who === null || this.who === 'unreachable' || this.who.id !== owner) {
      return Promise.resolve(refusal(403, 'user-mismatch'));
    }
    this.received.push(request.path);
    return new Promise((resolve) => resolve(this.answers(request)));
  }
}

/** The path to which a report is sent. */
export function pathOf(entry: Entry): string {
  return `/api/incidents/${entry.id}`;
}

export class Clock {
  now = NOON;

  readonly read = (): number => this.now;

  advance(milliseconds: number): void {
    this.now += milliseconds;
  }
}
