import type { Me, Role } from '../api/types.ts';

export type Face = 'ranger' | 'chief' | 'supervisor';

/** Whom each face is for. */
const WELCOME: Record<Face, readonly Role[]> = {
  ranger: ['ranger', 'chief', 'supervisor', 'police', 'admin'],
  chief: ['chief', 'police', 'admin'],
  supervisor: ['supervisor', 'chief', 'admin'],
};

export const FACES: readonly Face[] = ['ranger', 'chief', 'supervisor'];

export function welcomes(face: Face, me: Me): boolean {
  return WELCOME[face].some((role) => me.roles.includes(role));
}
