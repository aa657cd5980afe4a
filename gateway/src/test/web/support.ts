import type { Answer } from '../../main/resources/web/app/api/client.ts';
import type { Problem } from '../../main/resources/web/app/api/problem.ts';
import type { Incident, Me, ReportBody } from '../../main/resources/web/app/api/types.ts';
import { newReport, type QueuedReport } from '../../main/resources/web/app/ranger/queue/report.ts';
import type { Line, ReportStore } from '../../main/resources/web/app/ranger/queue/sender.ts';

export const NOON = Date.parse('2026-11-21T04:00:00Z');
export const MINUTE = 60_000;

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

export function report(change: Partial<QueuedReport> = {}): QueuedReport {
  return { ...newReport('ranger', '小堰村', body(), NOON), ...change };
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
    ...change,
  };
}

export function person(change: Partial<Me> = {}): Me {
  return {
    username: 'ranger',
    name: '张护林',
    roles: ['ranger'],
    region: { code: '512002100201', name: '小堰村', level: 'VILLAGE' },
    ...change,
  };
}

/** A device's storage that forgets nothing. */
export class Drawer implements ReportStore {
  readonly reports = new Map<string, QueuedReport>();

  constructor(...reports: QueuedReport[]) {
    reports.forEach((each) => this.reports.set(each.id, each));
  }

  all(): Promise<QueuedReport[]> {
    return Promise.resolve([...this.reports.values()]);
  }

  change(id: string, how: (report: QueuedReport) => QueuedReport): Promise<void> {
    const before = this.reports.get(id);
    if (before !== undefined) {
      this.reports.set(id, how(before));
    }
    return Promise.resolve();
  }

  get(id: string): QueuedReport {
    const found = this.reports.get(id);
    if (found === undefined) {
      throw new Error(`${id} is lost`);
    }
    return found;
  }
}

/** A server that is told what to answer: by a function of the report, or not at all where that throws. */
export class Server implements Line {
  who: string | null | 'nobody answers' = 'ranger';
  answers: (report: QueuedReport) => Answer = () => answer(201);
  readonly received: QueuedReport[] = [];

  user(): Promise<string | null> {
    return this.who === 'nobody answers' ? Promise.reject(new Error('no network')) : Promise.resolve(this.who);
  }

  put(each: QueuedReport): Promise<Answer> {
    this.received.push(each);
    return new Promise((resolve) => resolve(this.answers(each)));
  }
}

export class Clock {
  now = NOON;

  readonly read = (): number => this.now;

  advance(milliseconds: number): void {
    this.now += milliseconds;
  }
}
