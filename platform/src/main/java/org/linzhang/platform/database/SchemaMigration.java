package org.linzhang.platform.database;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.StartupEvent;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;

/**
 * Migrates the schema at start: first the tables of the platform (folder {@code db/platform}), then those of the service (folder
 * {@code db/migration}). Each folder has its own version numbers and its own history table, so that both can be extended.
 *
 * <p>Earlier versions applied both folders with one history table, {@code flyway_schema_history}. The new histories begin with
 * what that table says is applied. It is then left as it is, because instances of an earlier version validate it when they
 * start: they refuse versions that they do not know.
 *
 * <p>Several instances may start at once; Flyway locks each history table.
 */
@ApplicationScoped
public class SchemaMigration {

    /** Before all other observers: they find the schema of this version. */
    private static final int FIRST = 1;

    private static final String PLATFORM = "db/platform";
    private static final String SERVICE = "db/migration";
    private static final String SHARED_HISTORY = "flyway_schema_history";

    /** In the shared history, lower versions were those of the platform. */
    private static final MigrationVersion FIRST_OF_SERVICE = MigrationVersion.fromVersion("10");

    /** Above all versions that were ever in the shared history. */
    private static final MigrationVersion CLOSED = MigrationVersion.fromVersion("99");

    private final Flyway flyway;

    /** @param flyway has the connection and the files of both folders */
    public SchemaMigration(Flyway flyway) {
        this.flyway = flyway;
    }

    void onStart(@Observes @Priority(FIRST) StartupEvent started) {
        migrate();
    }

    /** Applies what is missing. */
    public void migrate() {
        var shared = sharedVersions();
        migrate(PLATFORM, "platform_schema_history", baseline(shared, true));
        migrate(SERVICE, "service_schema_history", baseline(shared, false));
    }

    /** The versions that the shared history contains. A new database gets a closed one, with which earlier versions start too. */
    private List<MigrationVersion> sharedVersions() {
        var history = history(SERVICE, SHARED_HISTORY, CLOSED);
        var applied = history.info().applied();
        if (applied.length == 0) {
            history.baseline();
        }
        return Arrays.stream(applied)
                .filter(migration -> !migration.getType().isSynthetic())
                .map(MigrationInfo::getVersion)
                .toList();
    }

    /** The newest version of one folder in the shared history; 0 if there is none. */
    private static MigrationVersion baseline(List<MigrationVersion> shared, boolean platform) {
        return shared.stream()
                .filter(version -> platform == version.compareTo(FIRST_OF_SERVICE) < 0)
                .max(MigrationVersion::compareTo)
                .orElse(MigrationVersion.fromVersion("0"));
    }

    private void migrate(String folder, String table, MigrationVersion baseline) {
        var history = history(folder, table, baseline);
        if (history.info().applied().length == 0) {
            history.baseline();
        }
        history.migrate();
    }

    private Flyway history(String folder, String table, MigrationVersion baseline) {
        var configuration = flyway.getConfiguration();
        return Flyway.configure(configuration.getClassLoader())
                .configuration(configuration)
                .resourceProvider(new Folder(folder, configuration.getResourceProvider()))
                .table(table)
                .baselineVersion(baseline)
                // An instance that restarts during an upgrade finds migrations of the newer version.
                .ignoreMigrationPatterns("*:future")
                // An instance waits until another one has finished, however long its migration takes.
                .lockRetryCount(-1)
                .load();
    }

    /** The migrations of one folder. */
    private record Folder(String name, ResourceProvider all) implements ResourceProvider {

        @Override
        public LoadableResource getResource(String path) {
            return all.getResource(path);
        }

        @Override
        public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
            return all.getResources(prefix, suffixes).stream()
                    .filter(resource -> resource.getAbsolutePath().startsWith(name + "/"))
                    .toList();
        }
    }
}
