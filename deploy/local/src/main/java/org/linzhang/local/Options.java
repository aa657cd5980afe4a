package org.linzhang.local;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What the person asked {@code deploy/up} for.
 *
 * @param fresh start with empty data
 * @param check start, run the smoke scenario, stop
 * @param servers PostgreSQL, Kafka and Keycloak only
 */
record Options(boolean fresh, boolean check, boolean servers) {
    static final String USAGE = "usage: deploy/up [--fresh] [--check | --servers]";

    /** @throws IllegalArgumentException with a line that says which argument is wrong */
    static Options parse(List<String> arguments) {
        for (var argument : arguments) {
            if (!List.of("--fresh", "--check", "--servers").contains(argument)) {
                throw new IllegalArgumentException("unknown argument " + argument);
            }
        }
        var options = new Options(
                arguments.contains("--fresh"), arguments.contains("--check"), arguments.contains("--servers"));
        if (options.check && options.servers) {
            throw new IllegalArgumentException("--check needs the services, which --servers leaves out");
        }
        return options;
    }

    Set<Server> wanted() {
        return servers ? EnumSet.of(Server.POSTGRES, Server.KAFKA, Server.KEYCLOAK) : EnumSet.allOf(Server.class);
    }
}
