package org.linzhang.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import org.junit.jupiter.api.Test;

import org.linzhang.platform.testing.Servers;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class PublishedDaysTest {

    @Inject
    Pool pool;

    @Inject
    OutboxConfig config;

    @Test
    void partitions_are_made_ahead_and_dropped_after_the_retention() throws Exception {
        // Given
        var today = LocalDate.now(ZoneOffset.UTC);
        try (var database = new RelayConnection(pool, config)) {
            var days = new PublishedDays(database, 7);
            // When
            days.maintain(today.minusDays(9));
            // Then
            assertThat(partitions()).contains(name(today.minusDays(9)), name(today.minusDays(7)));
            // When
            days.maintain(today);
            // Then
            assertThat(partitions())
                    .contains(name(today.minusDays(7)), name(today), name(today.plusDays(2)))
                    .doesNotContain(name(today.minusDays(9)), name(today.minusDays(8)));
        }
    }

    private static String name(LocalDate day) {
        return "published_event_" + day.toString().replace("-", "");
    }

    private List<String> partitions() {
        return pool
                .query("select inhrelid::regclass::text from pg_inherits where inhparent = 'published_event'::regclass")
                .executeAndAwait()
                .stream()
                .map(row -> row.getString(0))
                .toList();
    }
}
