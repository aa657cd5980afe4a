package org.linzhang.platform.servers.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process by its number and start time: the system reuses the numbers of processes that have ended.
 *
 * @param startTime on Linux the boot id and the clock tick of the start, elsewhere the instant
 */
record ProcessIdentity(long pid, String startTime) {
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    /** Empty if no process of that number is alive. */
    static Optional<ProcessIdentity> of(long pid) {
        return startTimeOf(pid).map(startTime -> new ProcessIdentity(pid, startTime));
    }

    /** Reads what {@link #toString} wrote; empty if the line is damaged. */
    static Optional<ProcessIdentity> parse(String line) {
        var parts = line.strip().split(" ", 2);
        try {
            return parts.length == 2
                    ? Optional.of(new ProcessIdentity(Long.parseLong(parts[0]), parts[1]))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    boolean isAlive() {
        return startTimeOf(pid).filter(startTime::equals).isPresent();
    }

    @Override
    public String toString() {
        return pid + " " + startTime;
    }

    private static Optional<String> startTimeOf(long pid) {
        return Files.exists(BOOT_ID)
                ? onLinux(pid)
                : ProcessHandle.of(pid)
                        .filter(ProcessHandle::isAlive)
                        .flatMap(process -> process.info().startInstant())
                        .map(Object::toString);
    }

    /** ProcessHandle's start time changes when the clock is set; the tick does not. */
    private static Optional<String> onLinux(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            // The name in brackets may contain anything; state is the 3rd field and the start tick the 22nd
            // (proc_pid_stat(5)).
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            boolean dead = fields[0].equals("Z") || fields[0].equals("X");
            return dead
                    ? Optional.empty()
                    : Optional.of(Files.readString(BOOT_ID).strip() + ":" + fields[19]);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
