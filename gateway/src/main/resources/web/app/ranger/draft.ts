import type { Kind, Severity } from '../api/types.ts';
import { draftKey } from '../session/personal-data.ts';
import { NOWHERE, type Place } from './place.ts';

/** A report being written. */
export interface Draft {
  kind: Kind | null;
  severity: Severity;
  /** Chosen by hand, so that another kind doesn't change it. */
  severityChosen: boolean;
  description: string;
  place: Place;
}

export const BLANK: Draft = {
  kind: null,
  severity: 'MODERATE',
  severityChosen: false,
  description: '',
  place: NOWHERE,
};

/** Keeps a half-written report through an empty battery. A device's position is not kept: it would be an old one. */
export function keepDraft(owner: string | null, draft: Draft): void {
  const place = draft.place.mode === 'gps' ? NOWHERE : draft.place;
  try {
    localStorage.setItem(draftKey(owner), JSON.stringify({ ...draft, place }));
  } catch {
    // The form still holds it.
  }
}

export function keptDraft(owner: string | null): Draft {
  try {
    const stored = localStorage.getItem(draftKey(owner));
    return stored === null ? BLANK : { ...BLANK, ...(JSON.parse(stored) as Partial<Draft>) };
  } catch {
    return BLANK;
  }
}

/** How bad a thing of this kind usually is, until the person says otherwise. */
export function usualSeverity(kind: Kind): Severity {
  return kind === 'FIRE' ? 'MAJOR' : 'MODERATE';
}
