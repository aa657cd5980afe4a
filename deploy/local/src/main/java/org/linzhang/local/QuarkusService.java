package org.linzhang.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.linzhang.platform.servers.jvm.BuildStamp;
import org.linzhang.platform.servers.jvm.JavaProcess;
import org.linzhang.platform.servers.jvm.JavaServerSpec;
import org.linzhang.platform.servers.jvm.JitCompilers;
import org.linzhang.platform.servers.postgres.PostgresServer;
import org.linzhang.platform.servers.process.ChildProcess;
import org.linzhang.platform.servers.process.DataFolder;
import org.linzhang.platform.servers.process.FileTree;
import org.linzhang.platform.servers.process.HttpProbe;
import org.linzhang.platform.servers.process.ServerId;
import org.linzhang.platform.servers.process.StartupException;

/** One of the platform's services, from its {@code target/quarkus-app}. */
final class QuarkusService implements JavaServerSpec {
    private static final int HEAP_MEGABYTES = 256;
    private static final String JAR = "quarkus-run.jar";

    private final ServiceInstance instance;
    private final Settings settings;
    private final Map<String, String> variables;
    private final DataFolder data;
    private final JavaProcess java;
    private final Path built;

    /** @param variables environment variables that only this service reads */
    QuarkusService(ServiceInstance instance, Settings settings, DataFolder data, Map<String, String> variables)
            throws IOException {
        this.instance = instance;
        this.settings = settings;
        this.data = data;
        this.variables = variables;
        this.built = instance.build();
        if (!Files.exists(built.resolve(JAR))) {
            throw new StartupException("%s is not built, %s is missing: build with ./mvnw install -DskipTests."
                    .formatted(instance.id(), built));
        }
        this.java =
                new JavaProcess(instance.id(), settings.jvm(), JitCompilers.C1_AND_C2, HEAP_MEGABYTES, List.of(built));
    }

    @Override
    public ServerId id() {
        return instance.id();
    }

    @Override
    public Set<ServerId> startsAfter() {
        return Set.of(PostgresServer.ID);
    }

    /** Copies the build: a later build must not replace the jars of a running service. */
    @Override
    public void prepare() throws IOException {
        var stamp = new BuildStamp().add(List.of(built)).hex();
        var stampOfCopy = folder().resolve("stamp");
        if (Files.exists(stampOfCopy) && Files.readString(stampOfCopy).equals(stamp)) {
            return;
        }
        Files.deleteIfExists(stampOfCopy);
        FileTree.delete(copy());
        FileTree.copy(built, copy());
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
        environment.put("QUARKUS_HTTP_PORT", String.valueOf(instance.port()));
        environment.put("LINZHANG_POSTGRES", settings.postgres());
        environment.put("LINZHANG_KAFKA", settings.kafka());
        environment.put("LINZHANG_KEYCLOAK", settings.realm().toString());
        environment.putAll(variables);
        return builder.directory(folder().toFile());
    }

    private Path folder() throws IOException {
        return data.folder(instance.id().fileName());
    }

    private Path copy() throws IOException {
        return folder().resolve("quarkus-app");
    }

    @Override
    public boolean isReady(ChildProcess process) throws InterruptedException {
        return HttpProbe.isOk(instance.address().resolve("/q/health/ready"));
    }

    @Override
    public JavaProcess java() {
        return java;
    }
}
