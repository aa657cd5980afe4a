import type { IncidentStatus, Me, Role, Verb } from '../api/types.ts';

/** Which verbs lead out of each status: the server's table, repeated here to show only buttons that can work. */
const LEGAL: Record<IncidentStatus, readonly Verb[]> = {
  REPORTED: ['accept', 'reject'],
  ACCEPTED: ['handle', 'hand-over', 'reject'],
  HANDED_OVER: ['handle', 'hand-over'],
  HANDLED: ['verify', 'send-back'],
  CLOSED: [],
  REJECTED: [],
  MERGED: [],
  REFERRED: [],
};

const NEED_A_NOTE: readonly Verb[] = ['reject', 'send-back', 'handle'];
const HANDS: readonly Role[] = ['chief', 'police', 'ranger'];
const OFFICE_LEVELS: readonly Me['region']['level'][] = ['PROVINCE', 'CITY', 'COUNTY', 'TOWNSHIP'];

/** The verbs that this person can say to an incident of that status. The server has the last word. */
export function verbsFor(status: IncidentStatus, me: Me): Verb[] {
  return LEGAL[status].filter((verb) => (verb === 'handle' ? mayHandle(status, me) : mayDecide(me)));
}

export function needsNote(verb: Verb): boolean {
  return NEED_A_NOTE.includes(verb);
}

/** The office, and chiefs from township up. */
function mayDecide(me: Me): boolean {
  return me.roles.includes('supervisor') || me.roles.includes('admin') || isChiefFromTownship(me);
}

/** Whom it was handed to, which only the server knows for sure, and chiefs above; in nobody's hands yet: the chiefs. */
function mayHandle(status: IncidentStatus, me: Me): boolean {
  return isChiefFromTownship(me) || (status === 'HANDED_OVER' && me.roles.some((role) => HANDS.includes(role)));
}

function isChiefFromTownship(me: Me): boolean {
  return me.roles.includes('chief') && OFFICE_LEVELS.includes(me.region.level);
}
