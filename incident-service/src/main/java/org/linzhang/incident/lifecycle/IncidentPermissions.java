package org.linzhang.incident.lifecycle;

import org.linzhang.platform.problem.Forbidden;
import org.linzhang.platform.region.Level;
import org.linzhang.platform.security.Caller;
import org.linzhang.platform.security.Role;

/** Who may do what with an incident that they see. */
final class IncidentPermissions {

    private IncidentPermissions() {}

    /**
     * Handling is for whom it was handed to and for the chiefs above; nobody has it yet: for the chiefs of its region from
     * township up. All else is for the office (supervisor, administrator) and for chiefs from township up, in their region.
     *
     * @throws Forbidden where it is none of the caller's business
     */
    static void check(IncidentAction verb, Incident incident, Caller caller) {
        if (verb == IncidentAction.HANDLE ? !mayHandle(incident, caller) : !mayDecide(incident, caller)) {
            throw new Forbidden(
                    verb == IncidentAction.HANDLE
                            ? "it is handled by whom it was handed to, or by a chief above"
                            : "this is for the office, and for chiefs from township up, in their region");
        }
    }

    private static boolean mayHandle(Incident incident, Caller caller) {
        return incident.handedTo == null
                ? isChiefOver(incident, caller)
                : incident.handedTo.is(caller) || incident.handedTo.isBelow(caller);
    }

    private static boolean mayDecide(Incident incident, Caller caller) {
        boolean office = caller.is(Role.SUPERVISOR) || caller.is(Role.ADMIN);
        return isChiefOver(incident, caller) || office && caller.scope().contains(incident.region());
    }

    private static boolean isChiefOver(Incident incident, Caller caller) {
        return caller.isChiefFrom(Level.TOWNSHIP) && caller.scope().contains(incident.region());
    }
}
