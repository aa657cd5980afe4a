/** A problem document (RFC 9457), or an equivalent that the client creates if no server responded. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail?: string;
  field?: string;
  errors?: FieldError[];
  requestId?: string;
  /** With `stale-view`: the current state of what was to be changed. */
  current?: unknown;
}

export interface FieldError {
  field: string;
  reason: string;
}

export const SLUGS = [
  'malformed-json',
  'invalid-field',
  'unknown-region',
  'outside-region',
  'not-found',
  'illegal-transition',
  'conflicting-body',
  'stale-view',
  'idempotency-key-reused',
  'body-too-large',
  'unauthorized',
  'forbidden',
  'unsupported-media-type',
  'method-not-allowed',
  'server-error',
  'unavailable',
  'user-mismatch',
  'dependency-discarded',
  'network',
  'foreign-answer',
] as const;
export type Slug = (typeof SLUGS)[number];

const BASE = 'https://linzhang.org/problems/';

/** The last path segment of the problem's type; null if the type is unknown. */
export function slugOf(problem: Problem): Slug | null {
  const word = problem.type.startsWith(BASE) ? problem.type.slice(BASE.length) : problem.type;
  return SLUGS.find((slug) => slug === word) ?? null;
}

/** The fields that a problem names in `field` and `errors`. */
export function fieldErrors(problem: Problem): FieldError[] {
  const errors = problem.errors ?? [];
  if (problem.field === undefined || errors.some((error) => error.field === problem.field)) {
    return errors;
  }
  return [{ field: problem.field, reason: problem.detail ?? problem.title }, ...errors];
}

export function names(problem: Problem, field: string): boolean {
  return fieldErrors(problem).some((error) => error.field === field);
}

/** The server did not respond: no network, a time-out, or a server that is down. */
export function networkProblem(): Problem {
  return { type: `${BASE}network`, title: 'No connection', status: 0 };
}

/** The response does not come from the platform: a captive portal, a proxy's error page. */
export function foreignProblem(status: number): Problem {
  return { type: `${BASE}foreign-answer`, title: 'Not an answer of Linzhang', status };
}

export function isProblem(value: unknown): value is Problem {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  const candidate = value as Partial<Problem>;
  return typeof candidate.type === 'string' && typeof candidate.status === 'number';
}

/** Thrown by the client for every response other than 2xx. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`${problem.status} ${problem.title}`);
    this.problem = problem;
  }
}

export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) {
    return error.problem;
  }
  throw error;
}
