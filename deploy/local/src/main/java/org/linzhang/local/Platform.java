package org.linzhang.local;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

import org.linzhang.platform.servers.postgres.PostgresServer;
import org.linzhang.platform.servers.process.Console;
import org.linzhang.platform.servers.process.DataFolder;
import org.linzhang.platform.servers.process.ServerGroup;
import org.linzhang.platform.servers.process.StartupException;

/**
 * The whole platform, or some of its servers, as processes of this machine.
 *
 * <pre>{@code
 * try (var platform = Platform.start(Settings.onFreePorts(folder))) {
 *     open(platform.settings().gateway());
 * }
 * }</pre>
 *
 * @param servers kills, stops and restarts single servers
 */
public record Platform(Settings settings, ServerGroup servers) implements AutoCloseable {

    /**
     * Starts all seven processes and returns when they are ready.
     *
     * @throws StartupException if the data folder is in use, a port is taken, or a server does not become ready
     */
    public static Platform start(Settings settings) throws InterruptedException {
        return start(settings, EnumSet.allOf(Server.class), false);
    }

    /** Deletes the data of earlier starts first; for tests. */
    public static Platform startFresh(Settings settings) throws InterruptedException {
        return start(settings, EnumSet.allOf(Server.class), true);
    }

    /**
     * @param wanted all but Kafka need PostgreSQL among them
     * @param fresh deletes the data of earlier starts first
     */
    static Platform start(Settings settings, Set<Server> wanted, boolean fresh) throws InterruptedException {
        try {
            var data = DataFolder.lock(settings.data());
            try {
                return new Platform(settings, start(settings, data, wanted, fresh));
            } catch (IOException | InterruptedException | RuntimeException e) {
                data.close();
                throw e;
            }
        } catch (IOException e) {
            throw new StartupException("The platform can't be started: " + e, e);
        }
    }

    private static ServerGroup start(Settings settings, DataFolder data, Set<Server> wanted, boolean fresh)
            throws IOException, InterruptedException {
        var console = new Console(System.out);
        ServerGroup.stopLeftBehind(data, console, Server.ids());
        settings.ports().requireFree(wanted);
        if (fresh) {
            PostgresServer.deleteExternalData(data);
            data.deleteContent();
        }
        console.print("Starting %d servers; data and logs are in %s".formatted(wanted.size(), data.path()));
        var secrets = Secrets.in(data);
        var specs = new ServerSpecs(settings, data, secrets);
        var servers = ServerGroup.start(data, console, specs.stages(wanted), settings.startTimeout());
        if (wanted.contains(Server.KEYCLOAK)) {
            updateRealm(settings, secrets, console);
        }
        return servers;
    }

    /** A failure leaves the realm as it is: the platform works with the settings of an earlier version. */
    private static void updateRealm(Settings settings, Secrets secrets, Console console) throws InterruptedException {
        try {
            if (new RealmSettings(settings.realm(), Settings.REALM, secrets.keycloakAdmin())
                    .apply(settings.project().path().resolve("deploy/keycloak/linzhang-realm.json"))) {
                console.print("Updated the settings of Keycloak's realm");
            }
        } catch (IOException e) {
            console.print("The settings of Keycloak's realm stay as they are: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        servers.close();
    }
}
