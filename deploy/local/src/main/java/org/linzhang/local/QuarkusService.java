package org.linzhang.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One of our own services, from its {@code target/quarkus-app}. */
final class QuarkusService implements JavaServerSpec {
    private static final int HEAP_MEGABYTES = 256;
    private static final String JAR = "quarkus-run.jar";

    private final Server server;
    private final Settings settings;
    private final Map<String, String> further;
    private final DataFolder data;
    private final JavaProcess java;
    private final Path built;

    /** @param further variables that only this service reads */
    QuarkusService(
            Server server, Settings settings, List<String> ownSession, DataFolder data, Map<String, String> further)
            throws IOException {
        this.server = server;
        this.settings = settings;
        this.data = data;
        this.further = further;
        this.built = settings.home().resolve(server.title()).resolve("target/quarkus-app");
        if (!Files.exists(built.resolve(JAR))) {
            throw new LauncherException("%s is not built: there is no %s. Build with ./mvnw install -DskipTests."
                    .formatted(server.title(), built));
        }
        this.java = new JavaProcess(server, settings, ownSession, HEAP_MEGABYTES, List.of(built));
    }

    @Override
    public Server server() {
        return server;
    }

    /** What runs is a copy, so that a build beside a running platform does not pull its jars away. */
    @Override
    public void prepare() throws IOException {
        var stamp = new BuildStamp().and(List.of(built)).text();
        var stampOfCopy = folder().resolve("stamp");
        if (Files.exists(stampOfCopy) && Files.readString(stampOfCopy).equals(stamp)) {
            return;
        }
        Files.deleteIfExists(stampOfCopy);
        DataFolder.delete(copy());
        DataFolder.copy(built, copy());
        Files.writeString(stampOfCopy, stamp);
    }

    @Override
    public ProcessBuilder command() throws IOException {
        var builder = java.command(List.of(
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-jar",
                copy().resolve(JAR).toString()));
        var environment = builder.environment();
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", String.valueOf(settings.ports().of(server)));
        environment.put("LINZHANG_POSTGRES", settings.postgres());
        environment.put("LINZHANG_KAFKA", settings.kafka());
        environment.put("LINZHANG_KEYCLOAK", settings.realm().toString());
        environment.putAll(further);
        return builder.directory(folder().toFile());
    }

    private Path folder() throws IOException {
        return data.folder(server.fileName());
    }

    private Path copy() throws IOException {
        return folder().resolve("quarkus-app");
    }

    @Override
    public boolean answers(ChildProcess child) throws InterruptedException {
        return HttpProbe.isOk(settings.service(server).resolve("/q/health/ready"));
    }

    @Override
    public JavaProcess java() {
        return java;
    }
}
