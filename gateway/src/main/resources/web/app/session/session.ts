import { call, identifyCalls } from '../api/client.ts';
import { ProblemError } from '../api/problem.ts';
import type { Me } from '../api/types.ts';
import { languageTag } from '../i18n/i18n.ts';
import { Store } from '../state/store.ts';
import { requestLogOutSync, endPendingSession, endSession, markPendingLogOut } from './pending-log-out.ts';
import { removePersonalData, removeRememberedPerson, rememberedPerson, rememberPerson } from './personal-data.ts';

/**
 * The session of this page. In the states `unreachable` and `out` the person who was last logged in on this device
 * stays, so that a ranger can report under their name without network. After a log-out there is no person.
 */
export type Session =
  | { state: 'loading'; last: Me | null }
  | { state: 'in'; me: Me }
  | { state: 'out'; last: Me | null }
  | { state: 'unreachable'; last: Me | null };

/** On this channel the pages of the device announce the current person: the person's id, or null after a log-out. */
const SESSION = 'linzhang.session';
const TIMEOUT_MS = 10_000;
const RETRY_MS = 15_000;

class SessionStore extends Store {
  current: Session = { state: 'loading', last: rememberedPerson() };

  become(next: Session): void {
    this.current = next;
    this.changed();
  }
}

export const sessions = new SessionStore();

const channel = new BroadcastChannel(SESSION);
let request: Promise<Session> | null = null;
/** Counts changes of the person. A response to a request from before a change is ignored. */
let changes = 0;

export function session(): Session {
  return sessions.current;
}

/** The person of the session, or the remembered one. */
export function person(): Me | null {
  const { current } = sessions;
  return current.state === 'in' ? current.me : current.last;
}

/** Requests from the gateway who is logged in; one request at a time. */
export function refreshSession(): Promise<Session> {
  request ??= requestSession().finally(() => (request = null));
  return request;
}

async function requestSession(): Promise<Session> {
  for (;;) {
    const before = changes;
    const next = await answer();
    if (before === changes) {
      sessions.become(next);
      return next;
    }
  }
}

async function answer(): Promise<Session> {
  if (!(await endPendingSession())) {
    return { state: 'unreachable', last: null };
  }
  const before = changes;
  try {
    const me = await call<Me>('/api/me', { timeoutMs: TIMEOUT_MS });
    if (before === changes && (await rememberPerson(me))) {
      channel.postMessage(me.id);
    }
    return { state: 'in', me };
  } catch (error) {
    const isOut = error instanceof ProblemError && error.problem.status === 401;
    return { state: isOut ? 'out' : 'unreachable', last: rememberedPerson() };
  }
}

/** Called after a response with 401: the session has expired. The person's data stays until they log in again. */
export function sessionExpired(): void {
  if (sessions.current.state !== 'out') {
    sessions.become({ state: 'out', last: rememberedPerson() });
  }
}

/**
 * Logs the person out of this device at once, also without network: their data can't be read here any more, and no
 * request uses their session. The session itself ends when the server can be reached.
 *
 * @throws Error if the device can neither save that the session must end nor reach the server
 */
export async function logOut(): Promise<void> {
  try {
    await markPendingLogOut();
  } catch (error) {
    if (!(await endSession())) {
      throw error;
    }
  }
  changes += 1;
  channel.postMessage(null);
  // The person is cleared first, so that responses to running requests are not stored.
  removeRememberedPerson();
  sessions.become({ state: 'out', last: null });
  await removePersonalData().catch(() => undefined);
  if (!(await endPendingSession())) {
    await requestLogOutSync();
  }
}

/** The log-in address that returns to the current address, in the language of the page. */
export function logInAddress(): string {
  const to = encodeURIComponent(location.pathname + location.search);
  return `/login?to=${to}&language=${languageTag()}`;
}

/** Another page has logged a person in or out. */
function personChanged(id: string | null): void {
  if ((person()?.id ?? null) === id) {
    return;
  }
  if (id === null) {
    removeRememberedPerson();
  }
  changes += 1;
  sessions.become({ state: 'loading', last: null });
  void refreshSession();
}

/** A page that was frozen or in the back/forward cache may have missed a change of the person. */
function catchUp(): void {
  if (document.visibilityState === 'visible' && sessions.current.state !== 'loading') {
    personChanged(rememberedPerson()?.id ?? null);
  }
}

identifyCalls({
  personId: () => (sessions.current.state === 'in' ? sessions.current.me.id : null),
  onMismatch: () => void refreshSession(),
});
channel.onmessage = ({ data }: MessageEvent<string | null>) => personChanged(data);
document.addEventListener('visibilitychange', catchUp);
addEventListener('pageshow', catchUp);
addEventListener('online', () => void endPendingSession());
setInterval(() => void endPendingSession(), RETRY_MS);
if (rememberedPerson() === null) {
  // The page of a log-out may have been closed before it had removed everything.
  void removePersonalData().catch(() => undefined);
}
