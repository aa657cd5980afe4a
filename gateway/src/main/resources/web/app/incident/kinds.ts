import type { Kind, Severity } from '../api/types.ts';

export const KIND_GROUPS = ['fire', 'hazard', 'offence', 'pest', 'nature', 'other'] as const;
export type KindGroup = (typeof KIND_GROUPS)[number];

const GROUP_OF: Record<Kind, KindGroup> = {
  FIRE: 'fire',
  FIELD_FIRE: 'fire',
  FIRE_HAZARD: 'hazard',
  SAFETY_HAZARD: 'hazard',
  ILLEGAL_LOGGING: 'offence',
  LAND_OCCUPATION: 'offence',
  WETLAND: 'nature',
  PROTECTED_TREE: 'nature',
  WILDLIFE: 'nature',
  PEST: 'pest',
  INVASIVE_SPECIES: 'pest',
  SPOT: 'other',
  OTHER: 'other',
};

/**
 * The kinds of a group have the same colour; only the group of the fire is red. A kind that the server has added later is in
 * the group "other".
 */
export function groupOf(kind: Kind): KindGroup {
  return (GROUP_OF as Partial<Record<string, KindGroup>>)[kind] ?? 'other';
}

/** Whether an incident needs the red button: a fire, or any major or critical incident. */
export function isUrgent({ kind, severity }: { kind: Kind; severity: Severity }): boolean {
  return kind === 'FIRE' || severity === 'MAJOR' || severity === 'CRITICAL';
}
