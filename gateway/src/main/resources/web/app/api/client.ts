import { foreignProblem, isProblem, networkProblem, ProblemError, type Problem } from './problem.ts';

const TIMEOUT_MS = 30_000;

export interface Answer {
  status: number;
  /** The body if it is JSON, else null. */
  body: unknown;
  /** The body if it is a problem document, else null. */
  problem: Problem | null;
  /** The server's clock, ms since the epoch, by its `Date` header. */
  serverTime: number | null;
  /** What `Retry-After` asks for, ms. */
  retryAfter: number | null;
}

export interface Call {
  method?: 'GET' | 'PUT' | 'POST' | 'PATCH';
  /** Sent as JSON, a `Blob` as it is. */
  body?: unknown;
  headers?: Record<string, string>;
  timeoutMs?: number;
  /** May come from the browser's cache, as the server's headers allow. */
  cacheable?: boolean;
  /** Is sent whatever the guard says. */
  unguarded?: boolean;
}

const listeners = new Set<(reached: boolean) => void>();
let guard: () => Promise<boolean> = () => Promise.resolve(true);

/** Asked before each call whether the session may be used; a call that it denies fails like one without network. */
export function guardCalls(mayCall: () => Promise<boolean>): void {
  guard = mayCall;
}

/** Notified after each call whether the server has really answered. */
export function onCall(listener: (reached: boolean) => void): void {
  listeners.add(listener);
}

/** Sends and returns the answer whatever its status; throws a {@link ProblemError} only if none came. */
export async function send(path: string, call: Call = {}): Promise<Answer> {
  if (call.unguarded !== true && !(await guard())) {
    throw new ProblemError(networkProblem());
  }
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), call.timeoutMs ?? TIMEOUT_MS);
  try {
    const response = await fetch(path, {
      method: call.method ?? 'GET',
      headers: {
        Accept: 'application/json, */*;q=0.5',
        'X-Requested-With': 'linzhang',
        ...(call.body === undefined ? {} : { 'Content-Type': typeOf(call.body) }),
        ...call.headers,
      },
      body: call.body === undefined || call.body instanceof Blob ? (call.body ?? null) : JSON.stringify(call.body),
      credentials: 'same-origin',
      cache: call.cacheable === true ? 'default' : 'no-store',
      redirect: 'manual',
      signal: abort.signal,
    });
    return await answerOf(response);
  } catch {
    listeners.forEach((listener) => listener(false));
    throw new ProblemError(networkProblem());
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Sends and returns the body of a 2xx; throws a {@link ProblemError} for everything else, also for a page that somebody
 * else has answered with 200.
 */
export async function call<T>(path: string, options: Call = {}): Promise<T> {
  const answer = await send(path, options);
  const isBody = answer.body !== null || answer.status === 204;
  if (answer.status >= 200 && answer.status < 300 && answer.problem === null && isBody) {
    return answer.body as T;
  }
  throw new ProblemError(answer.problem ?? foreignProblem(answer.status));
}

async function answerOf(response: Response): Promise<Answer> {
  const type = response.headers.get('Content-Type') ?? '';
  const body: unknown = /\bjson\b/.test(type) ? await response.json() : null;
  const problem = type.startsWith('application/problem+json') && isProblem(body) ? body : null;
  // A captive portal answers 200 with a page.
  const isAnswer = response.ok && (body !== null || response.status === 204);
  const reached = response.status < 500 && (isAnswer || problem !== null);
  listeners.forEach((listener) => listener(reached));
  return {
    status: response.status,
    body,
    problem,
    serverTime: timeOf(response.headers.get('Date')),
    retryAfter: waitOf(response.headers.get('Retry-After')),
  };
}

function typeOf(body: unknown): string {
  return body instanceof Blob ? body.type || 'application/octet-stream' : 'application/json';
}

function timeOf(header: string | null): number | null {
  const time = header === null ? NaN : Date.parse(header);
  return Number.isNaN(time) ? null : time;
}

function waitOf(header: string | null): number | null {
  const seconds = header === null ? NaN : Number(header);
  return Number.isFinite(seconds) ? seconds * 1000 : null;
}

/** A query string of the parameters that have a value. */
export function query(parameters: Record<string, string | number | null | undefined>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && value !== '') {
      search.set(name, String(value));
    }
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}
