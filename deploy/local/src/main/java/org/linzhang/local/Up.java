package org.linzhang.local;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import org.linzhang.local.check.SmokeCheck;
import org.linzhang.local.client.Login;
import org.linzhang.local.client.UnexpectedResponseException;
import org.linzhang.local.demo.DemoIncidents;
import org.linzhang.platform.servers.process.StartupException;

/** The program that {@code deploy/up} runs. */
final class Up {
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private Up() {}

    public static void main(String[] arguments) throws InterruptedException {
        try {
            run(Options.parse(List.of(arguments)));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println(Options.USAGE);
            System.exit(MISUSED);
        } catch (StartupException e) {
            System.err.println(e.getMessage());
            System.exit(FAILED);
        }
    }

    private static void run(Options options) throws InterruptedException {
        long startedAt = System.nanoTime();
        var settings = Settings.from(System.getenv());
        var platform = Platform.start(settings, options.wanted(), options.fresh());
        System.out.printf("Ready after %.1f s.%n", (System.nanoTime() - startedAt) / 1e9);
        if (options.check()) {
            System.exit(check(platform));
        }
        if (!options.servers() && !options.empty()) {
            addDemoIncidents(settings);
        }
        ReadyMessage.print(settings, options.servers());
        waitForSignal();
    }

    /** A failure leaves the platform as it is: it is usable without demo data. */
    private static void addDemoIncidents(Settings settings) {
        try {
            if (DemoIncidents.createIfEmpty(new Login(settings.gateway(), settings.realm()))) {
                System.out.println("Added demo incidents (--empty starts without them).");
            }
        } catch (UncheckedIOException | UnexpectedResponseException e) {
            System.out.println("No demo incidents: " + e.getMessage());
        }
    }

    private static int check(Platform platform) throws InterruptedException {
        try (platform) {
            boolean passed = SmokeCheck.passes(
                    platform.settings().gateway(), platform.settings().realm());
            System.out.println(passed ? "The check passed." : "The check failed.");
            return passed ? 0 : FAILED;
        }
    }

    /** Waits until a signal ends this JVM; its shutdown hook stops the servers. */
    private static void waitForSignal() {
        while (true) {
            LockSupport.park();
        }
    }
}
