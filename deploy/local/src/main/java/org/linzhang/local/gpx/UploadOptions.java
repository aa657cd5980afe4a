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
 * Which recording goes where.
 *
 * @param gateway the platform's front door
 * @param realm Keycloak's
 */
record UploadOptions(Path file, String user, String password, URI gateway, URI realm) {
    static final String USAGE =
            "usage: deploy/upload-gpx FILE [--user ranger] [--password forest] [--url http://localhost:8080]"
                    + " [--realm http://localhost:8180/realms/linzhang]";

    private static final List<String> FLAGS = List.of("--user", "--password", "--url", "--realm");

    /** @throws IllegalArgumentException with a line that says which argument is wrong */
    static UploadOptions parse(List<String> arguments, Settings here) {
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
            throw new IllegalArgumentException("one file is needed");
        }
        return new UploadOptions(
                Path.of(files.getFirst()),
                flags.getOrDefault("--user", "ranger"),
                flags.getOrDefault("--password", "forest"),
                Optional.ofNullable(flags.get("--url")).map(URI::create).orElseGet(here::gateway),
                Optional.ofNullable(flags.get("--realm")).map(URI::create).orElseGet(here::realm));
    }
}
