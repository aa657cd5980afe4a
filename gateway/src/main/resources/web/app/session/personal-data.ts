import type { Me } from '../api/types.ts';
import { entryStore } from '../outbox/dispatch.ts';
import { legacyOwner } from '../outbox/entry.ts';

const PERSON = 'linzhang.me';
/** Set for good when somebody has logged in on this device. */
const USED = 'linzhang.used';
const DRAFT = 'linzhang.draft.';

/** Who was last logged in on this device; null if nobody, or if they logged out. */
export function rememberedPerson(): Me | null {
  try {
    const stored = localStorage.getItem(PERSON);
    return stored === null ? null : withId(JSON.parse(stored) as Me);
  } catch {
    return null;
  }
}

/** Whether anybody has ever logged in on this device. */
export function isUsedDevice(): boolean {
  try {
    return localStorage.getItem(USED) !== null || localStorage.getItem(PERSON) !== null;
  } catch {
    return false;
  }
}

/**
 * Remembers who is logged in, and forgets whoever else was. What others have not delivered yet stays, and is sent when
 * they log in again.
 *
 * @returns whether it is another person than before
 */
export async function rememberPerson(me: Me): Promise<boolean> {
  const former = rememberedPerson();
  const legacy = legacyOwner(me.username);
  const isSame = former !== null && (former.id === me.id || former.id === legacy);
  try {
    renameDraft(me.username, me.id);
    renameDraft(legacy, me.id);
    if (!isSame) {
      forgetDraftsBut(me.id);
    }
    localStorage.setItem(PERSON, JSON.stringify(me));
    localStorage.setItem(USED, '1');
  } catch {
    // Without storage the page works only while it is connected.
  }
  try {
    await entryStore.rename(legacy, me.id);
    if (!isSame) {
      await entryStore.forgetAllBut(me.id);
    }
  } catch {
    // The database can't be used: nobody can read it either. The next start tries again.
  }
  return !isSame;
}

/** Forgets everything of the person that can be read on this device. Undelivered entries stay and show as a number only. */
export async function forgetPerson(): Promise<void> {
  forgetRememberedPerson();
  await entryStore.forgetAllBut(null);
}

export function forgetRememberedPerson(): void {
  try {
    localStorage.removeItem(PERSON);
    forgetDraftsBut(null);
  } catch {
    // Nothing was remembered.
  }
}

/** Saves under a key of the person's own, or of nobody's. */
export function draftKey(owner: string | null): string {
  return DRAFT + (owner ?? 'nobody');
}

/** People were remembered without an id before entries had owners. */
function withId(me: Me): Me {
  const { id } = me as Partial<Me>;
  return id === undefined ? { ...me, id: legacyOwner(me.username) } : me;
}

function renameDraft(from: string, to: string): void {
  const draft = localStorage.getItem(DRAFT + from);
  if (draft !== null && from !== to) {
    localStorage.setItem(DRAFT + to, draft);
    localStorage.removeItem(DRAFT + from);
  }
}

function forgetDraftsBut(owner: string | null): void {
  Object.keys(localStorage)
    .filter((key) => key.startsWith(DRAFT) && (owner === null || key !== draftKey(owner)))
    .forEach((key) => localStorage.removeItem(key));
}
