package org.linzhang.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DatabaseOutageTest {

    private final DatabaseOutage outage = new DatabaseOutage();

    @ParameterizedTest
    @CsvSource({
        "08006, connection failure",
        "25006, read-only after a failover",
        "25P03, idle-in-transaction time-out",
        "28000, the role may not log in",
        "28P01, the password is wrong",
        "3D000, the database is missing",
        "40001, serialization failure",
        "40P01, deadlock",
        "53300, too many connections",
        "55P03, lock time-out",
        "57014, statement time-out",
        "57P01, shutdown by an administrator",
        "57P02, another process crashed",
        "57P03, the server starts",
        "58030, I/O error",
    })
    void a_state_that_passes_is_an_outage(String sqlState, String meaning) {
        var failure = new PgException(meaning, "ERROR", sqlState, null);
        assertThat(outage.causes(failure)).isTrue();
        assertThat(outage.causes(new CompletionException(new IllegalStateException(failure))))
                .isTrue();
        assertThat(outage.causes(new IllegalStateException(new SQLException(meaning, sqlState))))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "22003, a number is out of range",
        "23505, a key exists already",
        "25P02, the transaction has failed before",
        "42703, a column is missing",
        "55000, an object is in the wrong state",
        "P0001, the history is append-only",
    })
    void an_error_that_a_retry_would_repeat_is_no_outage(String sqlState, String meaning) {
        assertThat(outage.causes(new PgException(meaning, "ERROR", sqlState, null)))
                .isFalse();
        assertThat(outage.causes(new SQLException(meaning, sqlState))).isFalse();
    }

    static Stream<Throwable> connectionFailures() {
        return Stream.of(
                new ConnectException("Connection refused"),
                ClosedConnectionException.INSTANCE,
                new TimeoutException(),
                Future.failedFuture("Timeout").cause(),
                Future.failedFuture("Connection is not active now, current status: CLOSED")
                        .cause());
    }

    @ParameterizedTest
    @MethodSource("connectionFailures")
    void a_failed_connection_is_an_outage(Throwable failure) {
        assertThat(outage.causes(new IllegalStateException(failure))).isTrue();
    }

    static Stream<Throwable> otherFailures() {
        return Stream.of(
                new IllegalArgumentException("Timeout"),
                Future.failedFuture("no such entity").cause());
    }

    @ParameterizedTest
    @MethodSource("otherFailures")
    void another_failure_is_no_outage(Throwable failure) {
        assertThat(outage.causes(failure)).isFalse();
    }
}
