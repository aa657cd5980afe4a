package org.linzhang.local.event;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The arguments of {@code deploy/replay-events} and {@code deploy/return-refused-events}.
 *
 * @param since only of a replay
 * @param service the name of its database, such as {@code incident}
 */
record EventOptions(Optional<OffsetDateTime> since, String service, Optional<String> topic) {

    static final String REPLAY = "replay";
    static final String RETURN_REFUSED = "return-refused";

    static final String USAGE = """
            usage: deploy/replay-events --service incident --since 2026-11-24T10:00 [--topic incident.incidents.v1]
                   deploy/return-refused-events --service incident [--topic incident.incidents.v1]
            Services: patrol, incident, notification. Times without an offset are local times.\
            """;

    private static final List<String> SERVICES = List.of("patrol", "incident", "notification");

    /**
     * @param arguments the command, then its options
     * @throws IllegalArgumentException with a message for the user
     */
    static EventOptions parse(List<String> arguments, ZoneId zone) {
        boolean replay = arguments.getFirst().equals(REPLAY);
        Map<String, String> options = new HashMap<>();
        for (var rest = arguments.subList(1, arguments.size()).iterator(); rest.hasNext(); ) {
            var option = rest.next();
            if (!List.of("--service", "--topic", "--since").contains(option) || option.equals("--since") && !replay) {
                throw new IllegalArgumentException("unknown argument " + option);
            }
            if (!rest.hasNext()) {
                throw new IllegalArgumentException(option + " needs a value");
            }
            options.put(option, rest.next());
        }
        if (!SERVICES.contains(options.getOrDefault("--service", ""))) {
            throw new IllegalArgumentException("--service must be one of " + String.join(", ", SERVICES));
        }
        if (replay && !options.containsKey("--since")) {
            throw new IllegalArgumentException("--since is missing");
        }
        return new EventOptions(
                Optional.ofNullable(options.get("--since")).map(since -> time(since, zone)),
                options.get("--service"),
                Optional.ofNullable(options.get("--topic")));
    }

    private static OffsetDateTime time(String text, ZoneId zone) {
        try {
            return OffsetDateTime.parse(text);
        } catch (DateTimeParseException withoutOffset) {
            try {
                return LocalDateTime.parse(text).atZone(zone).toOffsetDateTime();
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException(
                        "--since is not a time such as 2026-11-24T10:00 or 2026-11-24T10:00+08:00");
            }
        }
    }
}
