import type { Kind, Severity } from '../api/types.ts';
import { draftKey } from '../session/personal-data.ts';
import { NO_PLACE, type Place } from './place.ts';

/** A report being written. */
export interface Draft {
  kind: Kind | null;
  severity: Severity;
  /** Whether the person chose the severity, so that another kind doesn't change it. */
  severityChosen: boolean;
  description: string;
  place: Place;
}

export const BLANK: Draft = {
  kind: null,
  severity: 'MODERATE',
  severityChosen: false,
  description: '',
  place: NO_PLACE,
};

/**
 * Saves an unfinished report, so that it survives a power loss. A position from the device is not saved, because it
 * would be out of date.
 */
export function saveDraft(owner: string | null, draft: Draft): void {
  const place = draft.place.mode === 'gps' ? NO_PLACE : draft.place;
  try {
    localStorage.setItem(draftKey(owner), JSON.stringify({ ...draft, place }));
  } catch {
    // Without storage only the form contains the draft.
  }
}

export function savedDraft(owner: string | null): Draft {
  try {
    const stored = localStorage.getItem(draftKey(owner));
    return stored === null ? BLANK : { ...BLANK, ...(JSON.parse(stored) as Partial<Draft>) };
  } catch {
    return BLANK;
  }
}

/** The usual severity of a kind, used until the person chooses one. */
export function usualSeverity(kind: Kind): Severity {
  return kind === 'FIRE' ? 'MAJOR' : 'MODERATE';
}
