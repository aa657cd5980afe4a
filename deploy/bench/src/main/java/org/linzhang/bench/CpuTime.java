package org.linzhang.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The processor time that the processes which this program started have used so far, user and system. Comparable between machines
 * that are busy with something else, as a rate is not.
 */
record CpuTime(Map<String, Duration> used) {

    /** Part of the command line of each process, by name. */
    private static final Map<String, String> PROCESSES = processes();

    private static Map<String, String> processes() {
        var processes = new LinkedHashMap<String, String>();
        for (var service : List.of("gateway", "incident-service", "notification-service")) {
            processes.put(service, "/" + service + "/quarkus-app/");
        }
        processes.put("kafka", "kafka.Kafka");
        processes.put("postgres", "postgres");
        processes.put("nginx", "nginx");
        return processes;
    }

    static CpuTime now() {
        var used = new LinkedHashMap<String, Duration>();
        for (var process : ProcessHandle.current().descendants().toList()) {
            var command = process.info().commandLine().orElse("");
            var time = process.info().totalCpuDuration().orElse(Duration.ZERO);
            PROCESSES.entrySet().stream()
                    .filter(entry -> command.contains(entry.getValue()))
                    .findFirst()
                    .ifPresent(entry -> used.merge(entry.getKey(), time, Duration::plus));
        }
        return new CpuTime(used);
    }

    /** Microseconds that a process has used since an earlier time, for each of a number of requests. */
    double microsPerRequest(String process, CpuTime since, long requests) {
        var before = since.used().getOrDefault(process, Duration.ZERO);
        return used.getOrDefault(process, Duration.ZERO).minus(before).toNanos() / 1_000.0 / Math.max(1, requests);
    }

    /** Milliseconds of each process for each of a number of requests, as a text. */
    String perRequest(CpuTime since, long requests) {
        return PROCESSES.keySet().stream()
                .filter(used::containsKey)
                .map(process -> "%s %.2f".formatted(process, microsPerRequest(process, since, requests) / 1_000))
                .collect(Collectors.joining(", "));
    }
}
