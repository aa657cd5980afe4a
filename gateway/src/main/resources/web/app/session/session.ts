import { call } from '../api/client.ts';
import { Refusal } from '../api/problem.ts';
import type { Me } from '../api/types.ts';
import { languageTag } from '../i18n/i18n.ts';

/**
 * Who is using this page. `unreachable` and `out` keep the person who was last logged in on this device: a ranger goes
 * on writing reports under that name without network.
 */
export type Session =
  | { state: 'asking'; last: Me | null }
  | { state: 'in'; me: Me }
  | { state: 'out'; last: Me | null }
  | { state: 'unreachable'; last: Me | null };

const STORED = 'linzhang.me';
const TIMEOUT_MS = 10_000;

let asking: Promise<Session> | null = null;
const listeners = new Set<(session: Session) => void>();
let current: Session = { state: 'asking', last: remembered() };

export function session(): Session {
  return current;
}

/** The person of the session, or the one remembered. */
export function person(): Me | null {
  return current.state === 'in' ? current.me : current.last;
}

export function onSession(listener: (session: Session) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Asks the gateway who is logged in; one asking at a time. */
export function refreshSession(): Promise<Session> {
  asking ??= ask().finally(() => (asking = null));
  return asking;
}

async function ask(): Promise<Session> {
  let next: Session;
  try {
    const me = await call<Me>('/api/me', { timeoutMs: TIMEOUT_MS });
    remember(me);
    next = { state: 'in', me };
  } catch (error) {
    const out = error instanceof Refusal && error.problem.status === 401;
    next = { state: out ? 'out' : 'unreachable', last: remembered() };
  }
  become(next);
  return next;
}

/** Some call was refused with 401: the cookie is gone. */
export function loggedOut(): void {
  if (current.state !== 'out') {
    become({ state: 'out', last: remembered() });
  }
}

/** Forgets the person and ends the session at the gateway. */
export function logOut(): void {
  try {
    localStorage.removeItem(STORED);
  } catch {
    // Nothing was remembered then.
  }
  location.assign('/logout');
}

/** Where to log in and come back to the present address, in the language of the page. */
export function logInAddress(): string {
  const to = encodeURIComponent(location.pathname + location.search);
  return `/login?to=${to}&language=${languageTag()}`;
}

function become(next: Session): void {
  current = next;
  listeners.forEach((listener) => listener(next));
}

function remember(me: Me): void {
  try {
    localStorage.setItem(STORED, JSON.stringify(me));
  } catch {
    // Without storage the page works only while it is connected.
  }
}

function remembered(): Me | null {
  try {
    const stored = localStorage.getItem(STORED);
    return stored === null ? null : (JSON.parse(stored) as Me);
  } catch {
    return null;
  }
}
