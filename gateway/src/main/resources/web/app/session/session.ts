import { call } from '../api/client.ts';
import { ProblemError } from '../api/problem.ts';
import type { Me } from '../api/types.ts';
import { languageTag } from '../i18n/i18n.ts';
import { Store } from '../state/store.ts';
import { askForLogOutSync, endPendingSession, endSession, markPendingLogOut } from './pending-log-out.ts';
import { forgetPerson, forgetRememberedPerson, rememberedPerson, rememberPerson } from './personal-data.ts';

/**
 * Who is using this page. `unreachable` and `out` keep the person who was last logged in on this device, so that a ranger
 * goes on reporting in their own name without network; after a log-out it is nobody.
 */
export type Session =
  | { state: 'asking'; last: Me | null }
  | { state: 'in'; me: Me }
  | { state: 'out'; last: Me | null }
  | { state: 'unreachable'; last: Me | null };

/** On this channel the pages of the device say who is there now: the person's id, null after a log-out. */
const SESSION = 'linzhang.session';
const TIMEOUT_MS = 10_000;
const RETRY_MS = 15_000;

class SessionStore extends Store {
  current: Session = { state: 'asking', last: rememberedPerson() };

  become(next: Session): void {
    this.current = next;
    this.changed();
  }
}

export const sessions = new SessionStore();

const channel = new BroadcastChannel(SESSION);
let asking: Promise<Session> | null = null;
/** Counts changes of the person: an answer from before such a change is out of date. */
let changes = 0;

export function session(): Session {
  return sessions.current;
}

/** The person of the session, or the one remembered. */
export function person(): Me | null {
  const { current } = sessions;
  return current.state === 'in' ? current.me : current.last;
}

/** Asks the gateway who is logged in; one request at a time. */
export function refreshSession(): Promise<Session> {
  asking ??= ask().finally(() => (asking = null));
  return asking;
}

async function ask(): Promise<Session> {
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

/** Some call was refused with 401: the session has expired. The person's data stay, for when they log in again. */
export function loggedOut(): void {
  if (sessions.current.state !== 'out') {
    sessions.become({ state: 'out', last: rememberedPerson() });
  }
}

/**
 * Logs the person out of this device at once, also without network: nothing of them can be read here any more and nothing
 * is sent with their session. The session itself ends as soon as the server can be reached.
 *
 * @throws Error if the device can neither save that the session has to end nor reach the server
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
  // Nobody first: what is still being read for the person is not stored any more.
  forgetRememberedPerson();
  sessions.become({ state: 'out', last: null });
  await forgetPerson().catch(() => undefined);
  if (!(await endPendingSession())) {
    await askForLogOutSync();
  }
}

/** Where to log in and come back to the present address, in the language of the page. */
export function logInAddress(): string {
  const to = encodeURIComponent(location.pathname + location.search);
  return `/login?to=${to}&language=${languageTag()}`;
}

/** Another page has logged somebody in or out. */
function follow(id: string | null): void {
  if ((person()?.id ?? null) === id) {
    return;
  }
  if (id === null) {
    forgetRememberedPerson();
  }
  changes += 1;
  sessions.become({ state: 'asking', last: null });
  void refreshSession();
}

/** A page that was frozen or kept by the browser for "back" may have missed that the person has changed. */
function catchUp(): void {
  if (document.visibilityState === 'visible' && sessions.current.state !== 'asking') {
    follow(rememberedPerson()?.id ?? null);
  }
}

channel.onmessage = ({ data }: MessageEvent<string | null>) => follow(data);
document.addEventListener('visibilitychange', catchUp);
addEventListener('pageshow', catchUp);
addEventListener('online', () => void endPendingSession());
setInterval(() => void endPendingSession(), RETRY_MS);
