package org.linzhang.local;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The arguments of {@code deploy/up}.
 *
 * @param fresh delete all data first
 * @param check start, run the smoke check, stop
 * @param servers start PostgreSQL, Kafka and Keycloak only
 * @param empty add no demo incidents to an empty platform
 */
record Options(boolean fresh, boolean check, boolean servers, boolean empty) {
    static final String USAGE = "usage: deploy/up [--fresh] [--empty] [--check | --servers]";

    /** @throws IllegalArgumentException with a message for the user */
    static Options parse(List<String> arguments) {
        for (var argument : arguments) {
            if (!List.of("--fresh", "--check", "--servers", "--empty").contains(argument)) {
                throw new IllegalArgumentException("unknown argument " + argument);
            }
        }
        var options = new Options(
                arguments.contains("--fresh"),
                arguments.contains("--check"),
                arguments.contains("--servers"),
                arguments.contains("--empty"));
        if (options.check && options.servers) {
            throw new IllegalArgumentException("--check needs the services, which --servers does not start");
        }
        return options;
    }

    Set<Server> wanted() {
        return servers ? EnumSet.of(Server.POSTGRES, Server.KAFKA, Server.KEYCLOAK) : EnumSet.allOf(Server.class);
    }
}
