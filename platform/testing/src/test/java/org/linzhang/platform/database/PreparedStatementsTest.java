package org.linzhang.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.linzhang.platform.testing.Servers;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class PreparedStatementsTest {

    private static final String KEPT = "select count(*) from pg_prepared_statements where statement = $1";

    @Inject
    Pool pool;

    private SqlConnection connection;

    @BeforeEach
    void connect() {
        connection = pool.getConnectionAndAwait();
    }

    @AfterEach
    void disconnect() {
        connection.closeAndAwait();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select id from tree where id >= $1 order by id fetch first 51 rows only",
                "SELECT rings, count(*) FROM tree WHERE id >= $1 GROUP BY rings"
            })
    void a_list_and_a_statistic_are_planned_for_their_values_each_time(String sql) {
        assertThat(timesKept(sql)).isZero();
    }

    @Test
    void a_statement_that_finds_a_row_by_its_key_is_kept_prepared() {
        assertThat(timesKept("select rings from tree where id = $1")).isEqualTo(1);
    }

    /** How many statements the connection keeps after two executions. */
    private long timesKept(String sql) {
        for (int execution = 0; execution < 2; execution++) {
            connection.preparedQuery(sql).executeAndAwait(Tuple.of(UUID.randomUUID()));
        }
        return connection
                .preparedQuery(KEPT)
                .executeAndAwait(Tuple.of(sql))
                .iterator()
                .next()
                .getLong(0);
    }
}
