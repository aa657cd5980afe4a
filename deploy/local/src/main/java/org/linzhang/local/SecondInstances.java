package org.linzhang.local;

import java.util.Map;

import org.linzhang.platform.servers.ProjectFolder;
import org.linzhang.platform.servers.process.TcpPorts;

/**
 * A second instance of each service on the same databases and topics, as in a rolling upgrade.
 *
 * @param project whose build they run
 */
record SecondInstances(ProjectFolder project, Map<Server, Integer> ports) {

    static SecondInstances of(ProjectFolder project) {
        var free = TcpPorts.free(3);
        return new SecondInstances(
                project,
                Map.of(
                        Server.PATROL_SERVICE, free.get(0),
                        Server.INCIDENT_SERVICE, free.get(1),
                        Server.NOTIFICATION_SERVICE, free.get(2)));
    }
}
