import type { Me, Role } from '../api/types.ts';

export type AppName = 'ranger' | 'chief' | 'supervisor';

/** The roles of each app. */
const ALLOWED_ROLES: Record<AppName, readonly Role[]> = {
  ranger: ['ranger', 'chief', 'supervisor', 'police', 'admin'],
  chief: ['chief', 'police', 'admin'],
  supervisor: ['supervisor', 'chief', 'admin'],
};

export const APPS: readonly AppName[] = ['ranger', 'chief', 'supervisor'];

export function isAllowed(app: AppName, me: Me): boolean {
  return ALLOWED_ROLES[app].some((role) => me.roles.includes(role));
}
