package org.linzhang.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process by its number and its birth, so that a number which the system has given away again is never mistaken for it.
 *
 * @param pid the process number
 * @param born on Linux the boot and the clock tick since it, elsewhere the start time
 */
record ProcessIdentity(long pid, String born) {
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    /** The living process of that number. */
    static Optional<ProcessIdentity> of(long pid) {
        return now(pid).map(born -> new ProcessIdentity(pid, born));
    }

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

    /** Whether this very process still lives. */
    boolean lives() {
        return now(pid).filter(born::equals).isPresent();
    }

    @Override
    public String toString() {
        return pid + " " + born;
    }

    private static Optional<String> now(long pid) {
        return Files.exists(BOOT)
                ? onLinux(pid)
                : ProcessHandle.of(pid)
                        .filter(ProcessHandle::isAlive)
                        .flatMap(process -> process.info().startInstant())
                        .map(Object::toString);
    }

    /** ProcessHandle's start time moves when the clock is set; the tick doesn't. */
    private static Optional<String> onLinux(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            // The name in brackets may contain anything; state is the 3rd field and the start tick the 22nd.
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            var dead = fields[0].equals("Z") || fields[0].equals("X");
            return dead ? Optional.empty() : Optional.of(Files.readString(BOOT).strip() + ":" + fields[19]);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
