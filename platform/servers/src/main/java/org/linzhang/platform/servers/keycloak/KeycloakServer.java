package org.linzhang.platform.servers.keycloak;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

import org.linzhang.platform.servers.jvm.JavaProcess;
import org.linzhang.platform.servers.jvm.JavaServerSpec;
import org.linzhang.platform.servers.jvm.JitCompilers;
import org.linzhang.platform.servers.jvm.JvmSettings;
import org.linzhang.platform.servers.postgres.PostgresServer;
import org.linzhang.platform.servers.process.ChildProcess;
import org.linzhang.platform.servers.process.DataFolder;
import org.linzhang.platform.servers.process.FileTree;
import org.linzhang.platform.servers.process.HttpProbe;
import org.linzhang.platform.servers.process.ServerId;
import org.linzhang.platform.servers.process.Shell;
import org.linzhang.platform.servers.process.StartupException;

/** Keycloak with one realm; its data are in PostgreSQL. */
public final class KeycloakServer implements JavaServerSpec {
    public static final ServerId ID = new ServerId("Keycloak");

    private static final int HEAP_MEGABYTES = 384;
    private static final List<String> BUILD_ARGUMENTS = List.of("build", "--db=postgres", "--health-enabled=false");
    /** As in the distribution's {@code bin/kc.sh}. */
    private static final List<String> JVM_FLAGS = List.of(
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.base/java.security=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "-Duser.language=en",
            "-Duser.country=US",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-Djava.util.concurrent.ForkJoinPool.common.threadFactory=io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
            "-Dpicocli.disable.closures=true");

    private final KeycloakSettings settings;
    private final DataFolder data;
    private final Path distribution;
    private final JavaProcess java;

    public KeycloakServer(KeycloakSettings settings, DataFolder data, JvmSettings jvm) throws IOException {
        this.settings = settings;
        this.data = data;
        this.distribution = newestIn(settings.distributions());
        this.java = new JavaProcess(ID, jvm, JitCompilers.C1, HEAP_MEGABYTES, List.of(distribution.resolve("lib/lib")));
    }

    @Override
    public ServerId id() {
        return ID;
    }

    @Override
    public Set<ServerId> startsAfter() {
        return Set.of(PostgresServer.ID);
    }

    @Override
    public void prepare() throws IOException, InterruptedException {
        build();
        var home = home();
        link(home.resolve("lib"), distribution.resolve("lib"));
        link(home.resolve("providers"), distribution.resolve("providers"));
        link(
                home.resolve("themes"),
                Files.exists(settings.themes()) ? settings.themes() : distribution.resolve("themes"));
        FileTree.delete(home.resolve("conf"));
        FileTree.copy(distribution.resolve("conf"), home.resolve("conf"));
        // Otherwise each pooled connection fails once after a restart of PostgreSQL, and a log-in with it.
        Files.writeString(home.resolve("conf/quarkus.properties"), "quarkus.datasource.jdbc.validate-on-borrow=true\n");
        var imported = Files.createDirectories(home.resolve("data/import"));
        Files.copy(
                settings.realmFile(),
                imported.resolve(settings.realmFile().getFileName()),
                StandardCopyOption.REPLACE_EXISTING);
    }

    private static void link(Path link, Path target) throws IOException {
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, target);
    }

    /** Keycloak generates classes for its build options, once for each distribution. Launchers take turns. */
    private void build() throws IOException, InterruptedException {
        var stamp = distribution.resolve("built-by-linzhang");
        try (var lock = FileChannel.open(
                        distribution.resolve("building"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = lock.lock()) {
            if (Files.exists(stamp) && Files.readString(stamp).equals(buildStamp())) {
                return;
            }
            Files.deleteIfExists(stamp);
            var command = new ArrayList<>(List.of(JavaProcess.executable(), "-Xmx512m"));
            command.addAll(program(distribution, BUILD_ARGUMENTS));
            var builder = new ProcessBuilder(command);
            removeForeignOptions(builder);
            var built = Shell.run(builder);
            if (!built.succeeded()) {
                throw new IOException("the build failed: " + built.output());
            }
            Files.writeString(stamp, buildStamp());
        }
    }

    /** Contains the time of a generated file: Maven may unpack the distribution again, which undoes the build. */
    private String buildStamp() throws IOException {
        var application = distribution.resolve("lib/quarkus/quarkus-application.dat");
        return String.join(
                "\n",
                String.join(" ", BUILD_ARGUMENTS),
                System.getProperty("java.vm.version"),
                Files.getLastModifiedTime(application).toString());
    }

    @Override
    public ProcessBuilder command() throws IOException {
        var arguments = List.of(
                "start",
                "--optimized",
                "--cache=local",
                "--import-realm",
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                "--http-port=" + settings.port(),
                "--hostname=" + settings.origin(),
                "--db-url=jdbc:postgresql://" + settings.postgres() + "/keycloak",
                "--db-username=keycloak",
                "--db-pool-initial-size=1",
                "--db-pool-max-size=10",
                "--log-console-color=false");
        var builder = java.command(program(home(), arguments));
        removeForeignOptions(builder);
        builder.environment().put("KC_DB_PASSWORD", settings.databasePassword());
        builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
        builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", settings.adminPassword());
        builder.environment().putAll(settings.variables());
        return builder.directory(home().toFile());
    }

    private List<String> program(Path home, List<String> arguments) {
        var program = new ArrayList<>(JVM_FLAGS);
        program.add("-Dkc.home.dir=" + home);
        program.add("-Djboss.server.config.dir=" + home.resolve("conf"));
        program.add("-cp");
        program.add(distribution.resolve("lib/quarkus-run.jar").toString());
        program.add("io.quarkus.bootstrap.runner.QuarkusEntryPoint");
        program.addAll(arguments);
        return program;
    }

    /** Keycloak, itself a Quarkus program, would read options of other programs from the environment. */
    private static void removeForeignOptions(ProcessBuilder builder) {
        builder.environment().keySet().removeIf(name -> name.startsWith("KC_") || name.startsWith("QUARKUS_"));
    }

    /** Keycloak opens its port before it can serve the realm. */
    @Override
    public boolean isReady(ChildProcess process) throws InterruptedException {
        return HttpProbe.isOk(settings.realmAddress());
    }

    @Override
    public JavaProcess java() {
        return java;
    }

    private Path home() throws IOException {
        return data.folder("keycloak");
    }

    private static Path newestIn(Path distributions) throws IOException {
        if (Files.exists(distributions)) {
            try (var versions = Files.list(distributions)) {
                var newest = versions.max(Comparator.naturalOrder());
                if (newest.isPresent()) {
                    return newest.get();
                }
            }
        }
        throw new StartupException(
                "Keycloak is not in %s: build with ./mvnw install -DskipTests.".formatted(distributions));
    }
}
