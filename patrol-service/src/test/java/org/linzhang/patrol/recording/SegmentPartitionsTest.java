package org.linzhang.patrol.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import jakarta.inject.Inject;

import com.fasterxml.uuid.Generators;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import org.junit.jupiter.api.Test;

import org.linzhang.platform.testing.Servers;

/** Segments are in the partition of the month in which the id of their patrol was generated. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class SegmentPartitionsTest {

    /** Copied from the version before the partitions, which runs on the new schema during an upgrade. */
    private static final String EARLIER_STORE = """
            with locked as materialized (
                select patroller = $3 as own, finished_at is not null as finished
                from patrol
                where id = $1 and region_code >= $4 and region_code < $5
                for share
            ), stored as (
                insert into segment (patrol_id, seq, points, received_at, point_count, first_at, last_at,
                                     south, west, north, east, cells)
                select $1, $2, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15 from locked where own and not finished
                on conflict (patrol_id, seq) do update set seq = excluded.seq
                returning xmax = 0 as is_new, points = $6 as same
            )
            select own, finished, is_new, same from locked left join stored on true
            """;

    private final PatrolApi ranger = PatrolApi.of("ranger");

    @Inject
    Pool pool;

    @Test
    void a_segment_is_in_the_partition_of_the_month_of_its_patrol() {
        // Given
        var patrol = startWith(Generators.timeBasedEpochGenerator().generate());
        // When
        ranger.segment(patrol, 1, PatrolApi.eastwards(0, 10)).statusCode(201);
        // Then
        var month = YearMonth.now(ZoneOffset.UTC).toString().replace('-', '_');
        assertThat(partitionOf(patrol)).isEqualTo("segment_" + month);
    }

    @Test
    void a_segment_of_a_patrol_with_a_random_id_is_in_the_default_partition() {
        // Given
        var patrol = startWith(UUID.randomUUID());
        // When
        ranger.segment(patrol, 1, PatrolApi.eastwards(0, 10)).statusCode(201);
        ranger.segment(patrol, 1, PatrolApi.eastwards(0, 10)).statusCode(200);
        ranger.segment(patrol, 1, PatrolApi.eastwards(0, 11)).statusCode(409);
        // Then
        assertThat(partitionOf(patrol)).isEqualTo("segment_default");
    }

    @Test
    void the_statement_of_the_version_before_stores_segments_and_recognizes_repeated_ones() {
        for (var id : List.of(Generators.timeBasedEpochGenerator().generate(), UUID.randomUUID())) {
            // Given
            var patrol = startWith(id);
            // When
            var first = storeByEarlierVersion(patrol, "points");
            var repeated = storeByEarlierVersion(patrol, "points");
            var different = storeByEarlierVersion(patrol, "others");
            // Then
            assertThat(first.getBoolean("is_new")).isTrue();
            assertThat(repeated.getBoolean("is_new")).isFalse();
            assertThat(repeated.getBoolean("same")).isTrue();
            assertThat(different.getBoolean("is_new")).isFalse();
            assertThat(different.getBoolean("same")).isFalse();
        }
    }

    private UUID startWith(UUID id) {
        ranger.start(id, PatrolApi.START_BODY).statusCode(201);
        return id;
    }

    private Row storeByEarlierVersion(UUID patrol, String points) {
        var now = OffsetDateTime.now(ZoneOffset.UTC);
        var values = Tuple.tuple()
                .addUUID(patrol)
                .addInteger(1)
                .addString("ranger")
                .addString("512002100201")
                .addString("512002100202")
                .addBuffer(Buffer.buffer(points))
                .addOffsetDateTime(now)
                .addInteger(1)
                .addOffsetDateTime(now)
                .addOffsetDateTime(now)
                .addDouble(30.0)
                .addDouble(104.0)
                .addDouble(31.0)
                .addDouble(105.0)
                .addArrayOfLong(new Long[] {1L});
        return pool.preparedQuery(EARLIER_STORE)
                .executeAndAwait(values)
                .iterator()
                .next();
    }

    private String partitionOf(UUID patrol) {
        return pool.preparedQuery("select tableoid::regclass::text from segment where patrol_id = $1")
                .executeAndAwait(Tuple.of(patrol))
                .iterator()
                .next()
                .getString(0);
    }
}
