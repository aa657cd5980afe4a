package org.linzhang.local.gpx;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.linzhang.local.Settings;

/**
 * The arguments of {@code deploy/upload-gpx}.
 *
 * @param gateway the platform's address
 * @param realm the address of Keycloak's realm
 */
record UploadOptions(Path file, String user, String password, URI gateway, URI realm) {
    static final String USAGE =
            "usage: deploy/upload-gpx FILE [--user ranger] [--password forest] [--url http://localhost:8080]"
                    + " [--realm http://localhost:8180/realms/linzhang]";

    private static final List<String> FLAGS = List.of("--user", "--password", "--url", "--realm");

    /**
     * @param defaults for the addresses
     * @throws IllegalArgumentException with a message for the user
     */
    static UploadOptions parse(List<String> arguments, Settings defaults) {
        var files = new ArrayList<String>();
        Map<String, String> flags = new HashMap<>();
        for (var rest = arguments.iterator(); rest.hasNext(); ) {
            var argument = rest.next();
            if (!argument.startsWith("--")) {
                files.add(argument);
            } else if (!FLAGS.contains(argument)) {
                throw new IllegalArgumentException("unknown argument " + argument);
            } else if (!rest.hasNext()) {
                throw new IllegalArgumentException(argument + " needs a value");
            } else {
                flags.put(argument, rest.next());
            }
        }
        if (files.size() != 1) {
            throw new IllegalArgumentException("exactly one file is required");
        }
        return new UploadOptions(
                Path.of(files.getFirst()),
                flags.getOrDefault("--user", "ranger"),
                flags.getOrDefault("--password", "forest"),
                Optional.ofNullable(flags.get("--url")).map(URI::create).orElseGet(defaults::gateway),
                Optional.ofNullable(flags.get("--realm")).map(URI::create).orElseGet(defaults::realm));
    }
}
