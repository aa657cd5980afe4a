import { foreignProblem, isProblem, networkProblem, ProblemError, slugOf, type Problem } from './problem.ts';

const TIMEOUT_MS = 30_000;

export interface Answer {
  status: number;
  /** The body if it is JSON, else null. */
  body: unknown;
  /** The body if it is a problem document, else null. */
  problem: Problem | null;
  /** The server's time from its `Date` header, ms since the epoch. */
  serverTime: number | null;
  /** The delay that `Retry-After` requests, ms. */
  retryAfter: number | null;
}

export interface Call {
  method?: 'GET' | 'PUT' | 'POST' | 'PATCH';
  /** Sent as JSON; a `Blob` is sent unchanged. */
  body?: unknown;
  headers?: Record<string, string>;
  timeoutMs?: number;
  /** The browser may answer from its cache if the server's headers allow it. */
  cacheable?: boolean;
  /** Sent even if the guard forbids calls. */
  unguarded?: boolean;
}

/** Whose session a call is made for. The gateway refuses it if another person has logged in since. */
export interface CallIdentity {
  /** The id of the person whom the page shows; null if it shows no one. */
  personId(): string | null;
  /** Called after a refusal. */
  onMismatch(): void;
}

/** Needed to find out who is logged in, or public. */
const ANONYMOUS = ['/api/me', '/api/settings'];

const listeners = new Set<(reached: boolean) => void>();
let identity: CallIdentity = { personId: () => null, onMismatch: () => undefined };
let guard: () => Promise<boolean> = () => Promise.resolve(true);

/**
 * Called before each request: whether the session may be used. A request that it forbids fails as it does without
 * network.
 */
export function guardCalls(mayCall: () => Promise<boolean>): void {
  guard = mayCall;
}

/** Makes each request to the API state for whom it is made. */
export function identifyCalls(calls: CallIdentity): void {
  identity = calls;
}

/** Called after each request with whether the server responded. */
export function onCall(listener: (reached: boolean) => void): void {
  listeners.add(listener);
}

/**
 * Sends a request and returns the response with any status. Throws a {@link ProblemError} only if there was no
 * response.
 */
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
        ...expectedUser(path),
        ...call.headers,
      },
      body: call.body === undefined || call.body instanceof Blob ? (call.body ?? null) : JSON.stringify(call.body),
      credentials: 'same-origin',
      cache: call.cacheable === true ? 'default' : 'no-store',
      redirect: 'manual',
      signal: abort.signal,
    });
    const answer = await answerOf(response);
    if (answer.problem !== null && slugOf(answer.problem) === 'user-mismatch') {
      identity.onMismatch();
    }
    return answer;
  } catch {
    listeners.forEach((listener) => listener(false));
    throw new ProblemError(networkProblem());
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Sends a request and returns the body of a 2xx response. Throws a {@link ProblemError} for every other response, and
 * for a page that a third party returned with status 200.
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
  // A captive portal returns its page with status 200.
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

function expectedUser(path: string): Record<string, string> {
  const id = identity.personId();
  const isIdentified = id !== null && path.startsWith('/api/') && !ANONYMOUS.includes(path);
  return isIdentified ? { 'X-Expected-User': id } : {};
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
