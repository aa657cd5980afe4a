package org.linzhang.platform.servers;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.linzhang.platform.servers.process.StartupException;

/**
 * The checkout of the project, built.
 *
 * @param path the folder of the root {@code pom.xml}
 */
public record ProjectFolder(Path path) {
    private static final String PROPERTY = "linzhang.home";
    private static final String MODULE = "platform/servers";

    /**
     * The folder that the system property {@code linzhang.home} names, else the nearest one above the working folder or above
     * this program.
     *
     * @throws StartupException if there is none
     */
    public static ProjectFolder find() {
        var configured = System.getProperty(PROPERTY);
        if (configured != null) {
            return new ProjectFolder(Path.of(configured).toAbsolutePath());
        }
        return above(Path.of("").toAbsolutePath())
                .or(() -> above(program()))
                .map(ProjectFolder::new)
                .orElseThrow(() ->
                        new StartupException("The project's folder was not found: set it with -D" + PROPERTY + "=..."));
    }

    /** The folder of Kafka's jars and of the jar with PostgreSQL's programs, filled by this module's build. */
    public Path serverJars() {
        return path.resolve(MODULE).resolve("target/lib");
    }

    /** The folder of Keycloak's distributions, one subfolder a version, filled by this module's build. */
    public Path keycloakDistributions() {
        return path.resolve(MODULE).resolve("target/keycloak");
    }

    private static Path program() {
        try {
            return Path.of(ProjectFolder.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<Path> above(Path start) {
        for (var folder = start; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(MODULE).resolve("pom.xml"))) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }
}
