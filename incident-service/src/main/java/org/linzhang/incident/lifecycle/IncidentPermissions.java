package org.linzhang.incident.lifecycle;

import org.linzhang.platform.problem.Forbidden;
import org.linzhang.platform.region.Level;
import org.linzhang.platform.security.Caller;
import org.linzhang.platform.security.Role;

/** Which caller may perform which action on an incident that is visible to them. */
final class IncidentPermissions {

    private IncidentPermissions() {}

    /**
     * {@link IncidentAction#HANDLE} is for the assignee and for the chiefs above the assignee; without an assignee, for the
     * chiefs of the incident's region from township up. All other actions are for the office (supervisor, administrator) and
     * for chiefs from township up, if the incident is in their region.
     *
     * @throws Forbidden if the caller may not perform the action
     */
    static void check(IncidentAction action, Incident incident, Caller caller) {
        if (action == IncidentAction.HANDLE) {
            if (!mayHandle(incident, caller)) {
                throw new Forbidden("only the assignee and the chiefs above may handle this incident");
            }
        } else if (!mayDecide(incident, caller)) {
            throw new Forbidden("only the office and chiefs from township up may do this, in their region");
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
        return caller.isChiefOver(incident.region(), Level.TOWNSHIP);
    }
}
