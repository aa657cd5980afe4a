package org.linzhang.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Keycloak with the realm {@code linzhang}, its data in PostgreSQL. */
final class KeycloakServer implements JavaServerSpec {
    private static final int HEAP_MEGABYTES = 384;
    private static final List<String> BUILD = List.of("build", "--db=postgres", "--health-enabled=false");
    private static final List<String> PROGRAM = List.of(
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.base/java.security=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "-Duser.language=en",
            "-Duser.country=US",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-Djava.util.concurrent.ForkJoinPool.common.threadFactory=io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
            "-Dpicocli.disable.closures=true");

    private final Settings settings;
    private final DataFolder data;
    private final Secrets secrets;
    private final Path distribution;
    private final JavaProcess java;

    KeycloakServer(Settings settings, List<String> ownSession, DataFolder data, Secrets secrets) throws IOException {
        this.settings = settings;
        this.data = data;
        this.secrets = secrets;
        this.distribution = distribution(settings.target().resolve("keycloak"));
        this.java = new JavaProcess(
                server(), settings, ownSession, HEAP_MEGABYTES, List.of(distribution.resolve("lib/lib")));
    }

    @Override
    public Server server() {
        return Server.KEYCLOAK;
    }

    @Override
    public void prepare() throws IOException, InterruptedException {
        build();
        var home = data.folder("keycloak");
        link(home.resolve("lib"), distribution.resolve("lib"));
        link(home.resolve("providers"), distribution.resolve("providers"));
        link(home.resolve("themes"), settings.home().resolve("deploy/keycloak/themes"));
        DataFolder.delete(home.resolve("conf"));
        DataFolder.copy(distribution.resolve("conf"), home.resolve("conf"));
        // Else each connection of the pool fails a log-in after PostgreSQL was started again.
        Files.writeString(home.resolve("conf/quarkus.properties"), "quarkus.datasource.jdbc.validate-on-borrow=true\n");
        Files.copy(
                settings.home().resolve("deploy/keycloak/linzhang-realm.json"),
                Files.createDirectories(home.resolve("data/import")).resolve("linzhang-realm.json"),
                StandardCopyOption.REPLACE_EXISTING);
    }

    private static void link(Path link, Path target) throws IOException {
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, target);
    }

    /** Once for a distribution: Keycloak arranges its own classes for the options that it is built with. */
    private void build() throws IOException, InterruptedException {
        var stamp = distribution.resolve("built-by-linzhang");
        try (var lock = FileChannel.open(
                        distribution.resolve("building"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = lock.lock()) {
            if (Files.exists(stamp) && Files.readString(stamp).equals(built())) {
                return;
            }
            Files.deleteIfExists(stamp);
            var builder = new ProcessBuilder(program(List.of(JavaProcess.java(), "-Xmx512m"), distribution, BUILD));
            clean(builder);
            var built = Shell.run(builder);
            if (!built.succeeded()) {
                throw new IOException("its build failed: " + built.output());
            }
            Files.writeString(stamp, built());
        }
    }

    /** With what, and when: Maven unpacks the distribution again over its build where the repository has a younger copy. */
    private String built() throws IOException {
        var application = distribution.resolve("lib/quarkus/quarkus-application.dat");
        return String.join(
                "\n",
                String.join(" ", BUILD),
                System.getProperty("java.vm.version"),
                Files.getLastModifiedTime(application).toString());
    }

    @Override
    public ProcessBuilder command() throws IOException {
        int port = settings.ports().of(server());
        var start = List.of(
                "start",
                "--optimized",
                "--cache=local",
                "--import-realm",
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--hostname=http://localhost:" + port,
                "--db-url=jdbc:postgresql://" + settings.postgres() + "/keycloak",
                "--db-username=" + PostgresServer.USER,
                "--db-password=" + PostgresServer.USER,
                "--db-pool-initial-size=1",
                "--db-pool-max-size=10",
                "--log-console-color=false");
        var builder = java.command(program(List.of(), data.folder("keycloak"), start));
        clean(builder);
        builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
        builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", secrets.keycloakAdmin());
        // The realm file refers to it.
        builder.environment().put("LINZHANG_WEB_SECRET", secrets.webClient());
        return builder.directory(data.folder("keycloak").toFile());
    }

    private List<String> program(List<String> before, Path home, List<String> arguments) {
        var command = new ArrayList<>(before);
        command.addAll(PROGRAM);
        command.add("-Dkc.home.dir=" + home);
        command.add("-Djboss.server.config.dir=" + home.resolve("conf"));
        command.add("-cp");
        command.add(distribution.resolve("lib/quarkus-run.jar").toString());
        command.add("io.quarkus.bootstrap.runner.QuarkusEntryPoint");
        command.addAll(arguments);
        return command;
    }

    /** Keycloak takes options from the environment, and is itself a Quarkus program: what is meant for others must not reach it. */
    private static void clean(ProcessBuilder builder) {
        builder.environment().keySet().removeIf(name -> name.startsWith("KC_") || name.startsWith("QUARKUS_"));
    }

    /** Keycloak listens before it serves: only the realm's own page says that it is ready. */
    @Override
    public boolean answers(ChildProcess child) throws InterruptedException {
        return HttpProbe.isOk(settings.realm());
    }

    @Override
    public JavaProcess java() {
        return java;
    }

    private static Path distribution(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var versions = Files.list(folder)) {
                var newest = versions.max(Comparator.naturalOrder());
                if (newest.isPresent()) {
                    return newest.get();
                }
            }
        }
        throw new LauncherException("Keycloak is not in %s: build with ./mvnw install -DskipTests.".formatted(folder));
    }
}
