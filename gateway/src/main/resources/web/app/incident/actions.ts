import type { IncidentStatus, Me, Role, IncidentAction } from '../api/types.ts';

/** Which actions lead out of each status: the server's table, repeated here to show only buttons that can work. */
const LEGAL: Record<IncidentStatus, readonly IncidentAction[]> = {
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
const HANDS: readonly Role[] = ['chief', 'police', 'ranger'];
const OFFICE_LEVELS: readonly Me['region']['level'][] = ['PROVINCE', 'CITY', 'COUNTY', 'TOWNSHIP'];

/** The actions that this person can do to an incident of that status. The server has the last word. */
export function actionsFor(status: IncidentStatus, me: Me): IncidentAction[] {
  return LEGAL[status].filter((action) => (action === 'handle' ? mayHandle(status, me) : mayDecide(me)));
}

export function needsNote(action: IncidentAction): boolean {
  return NEED_A_NOTE.includes(action);
}

/** The office, and chiefs from township up. */
function mayDecide(me: Me): boolean {
  return me.roles.includes('supervisor') || me.roles.includes('admin') || isChiefFromTownship(me);
}

/** Chiefs from township up, and whoever it was handed over to: the server checks who that is. */
function mayHandle(status: IncidentStatus, me: Me): boolean {
  return isChiefFromTownship(me) || (status === 'HANDED_OVER' && me.roles.some((role) => HANDS.includes(role)));
}

function isChiefFromTownship(me: Me): boolean {
  return me.roles.includes('chief') && OFFICE_LEVELS.includes(me.region.level);
}
