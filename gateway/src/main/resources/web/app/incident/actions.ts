import type { IncidentStatus, Me, Role, IncidentAction } from '../api/types.ts';

/**
 * The actions that are possible in each status. It repeats the server's table, so that only buttons that can work are
 * shown.
 */
const ACTIONS_BY_STATUS: Record<IncidentStatus, readonly IncidentAction[]> = {
  REPORTED: ['accept', 'reject'],
  ACCEPTED: ['handle', 'hand-over', 'reject'],
  HANDED_OVER: ['handle', 'hand-over'],
  HANDLED: ['verify', 'send-back'],
  CLOSED: [],
  REJECTED: [],
  MERGED: [],
  REFERRED: [],
};

const NEED_A_NOTE: readonly IncidentAction[] = ['reject', 'send-back', 'handle'];
const HANDLER_ROLES: readonly Role[] = ['chief', 'police', 'ranger'];
const OFFICE_LEVELS: readonly Me['region']['level'][] = ['PROVINCE', 'CITY', 'COUNTY', 'TOWNSHIP'];

/** The actions that the person may take on an incident in this status. The server makes the final decision. */
export function actionsFor(status: IncidentStatus, me: Me): IncidentAction[] {
  return ACTIONS_BY_STATUS[status].filter((action) => (action === 'handle' ? mayHandle(status, me) : mayDecide(me)));
}

export function isPossible(action: IncidentAction, status: IncidentStatus): boolean {
  return ACTIONS_BY_STATUS[status].includes(action);
}

export function needsNote(action: IncidentAction): boolean {
  return NEED_A_NOTE.includes(action);
}

/** The forest chief office, and chiefs from township level up. */
function mayDecide(me: Me): boolean {
  return me.roles.includes('supervisor') || me.roles.includes('admin') || isChiefFromTownship(me);
}

/**
 * Chiefs from township level up, and the person to whom the incident was handed over. The server checks who that is.
 */
function mayHandle(status: IncidentStatus, me: Me): boolean {
  return isChiefFromTownship(me) || (status === 'HANDED_OVER' && me.roles.some((role) => HANDLER_ROLES.includes(role)));
}

function isChiefFromTownship(me: Me): boolean {
  return me.roles.includes('chief') && OFFICE_LEVELS.includes(me.region.level);
}
