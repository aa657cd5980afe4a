import type { Me } from '../api/types.ts';
import { entryStore } from '../outbox/dispatch.ts';
import { legacyOwner } from '../outbox/entry.ts';

const PERSON = 'linzhang.me';
/** Set permanently at the first log-in on this device. */
const USED = 'linzhang.used';
const DRAFT = 'linzhang.draft.';

/** The person who was last logged in on this device; null if there was none, or if they logged out. */
export function rememberedPerson(): Me | null {
  try {
    const stored = localStorage.getItem(PERSON);
    return stored === null ? null : withId(JSON.parse(stored) as Me);
  } catch {
    return null;
  }
}

/** Whether a person has ever logged in on this device. */
export function isUsedDevice(): boolean {
  try {
    return localStorage.getItem(USED) !== null || localStorage.getItem(PERSON) !== null;
  } catch {
    return false;
  }
}

/**
 * Remembers the person who is logged in, and removes the data of any other person. Undelivered entries of others stay;
 * they are sent when their owners log in again.
 *
 * @returns whether it is a different person than before
 */
export async function rememberPerson(me: Me): Promise<boolean> {
  const former = rememberedPerson();
  const legacy = legacyOwner(me.username);
  const isSame = former !== null && (former.id === me.id || former.id === legacy);
  try {
    renameDraft(me.username, me.id);
    renameDraft(legacy, me.id);
    if (!isSame) {
      removeOtherDrafts(me.id);
    }
    localStorage.setItem(PERSON, JSON.stringify(me));
    localStorage.setItem(USED, '1');
  } catch {
    // Without storage the page works only with network.
  }
  try {
    await entryStore.rename(legacy, me.id);
    if (!isSame) {
      await entryStore.deleteDataOfOthers(me.id);
    }
  } catch {
    // While the database can't be used, its data can't be read. The next start tries again.
  }
  return !isSame;
}

/**
 * Removes all readable data of the person from this device. Undelivered entries stay and are shown only as a number.
 */
export async function removePersonalData(): Promise<void> {
  removeRememberedPerson();
  await entryStore.deleteDataOfOthers(null);
}

export function removeRememberedPerson(): void {
  try {
    localStorage.removeItem(PERSON);
    removeOtherDrafts(null);
  } catch {
    // Without storage no data was saved.
  }
}

/** The storage key of the person's draft, or of the draft that was made while no one was logged in. */
export function draftKey(owner: string | null): string {
  return DRAFT + (owner ?? 'nobody');
}

/** Before entries had owners, people were remembered without an id. */
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

function removeOtherDrafts(owner: string | null): void {
  Object.keys(localStorage)
    .filter((key) => key.startsWith(DRAFT) && (owner === null || key !== draftKey(owner)))
    .forEach((key) => localStorage.removeItem(key));
}
