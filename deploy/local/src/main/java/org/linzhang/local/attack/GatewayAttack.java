package org.linzhang.local.attack;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

import org.linzhang.local.Settings;
import org.linzhang.local.client.Login;

/**
 * Holds 200 slow bodies and 200 event streams with other spellings of their path, as one user, and compares what honest users
 * get before and during the attack. Exits with 1 if they get less than 95 %.
 */
public final class GatewayAttack {

    private static final String PASSWORD = "forest"; // of the demo realm
    private static final int HELD = 200;
    private static final double REQUIRED = 0.95;
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration MEASURED = Duration.ofSeconds(40);

    private GatewayAttack() {}

    /** @param arguments the addresses of gateway and realm; those of {@code deploy/up} if there are none */
    public static void main(String[] arguments) throws InterruptedException {
        var settings = Settings.from(Map.copyOf(System.getenv()));
        var gateway = arguments.length > 0 ? URI.create(arguments[0]) : settings.gateway();
        var realm = arguments.length > 1 ? URI.create(arguments[1]) : settings.realm();
        var login = new Login(gateway, realm);
        var honest = new HonestCalls(Stream.of("village", "township", "county", "city", "supervisor")
                .map(user -> login.as(user, PASSWORD))
                .toList());
        honest.answered(WARM_UP);
        double before = honest.answered(MEASURED);
        double during;
        try (var attack =
                new HeldConnections(gateway, login.as("ranger", PASSWORD).token())) {
            attack.holdSlowBodies(HELD);
            attack.holdStreams(HELD);
            Thread.sleep(Duration.ofSeconds(2));
            during = honest.answered(MEASURED);
        }
        double ratio = before == 0 ? 0 : during / before;
        System.out.printf(
                "answered in time before the attack %.1f %%, during it %.1f %%, ratio %.3f (at least %.2f)%n",
                100 * before, 100 * during, ratio, REQUIRED);
        System.exit(ratio >= REQUIRED ? 0 : 1);
    }
}
