package org.linzhang.patrol.recording;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import jakarta.enterprise.context.ApplicationScoped;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/** Reads the rows of the service's database. */
@ApplicationScoped
class Database {

    private final Pool pool;

    Database(Pool pool) {
        this.pool = pool;
    }

    List<Row> patrols(UUID id) {
        return rows("select * from patrol where id = $1", id);
    }

    List<Row> segments(UUID patrol) {
        return rows("select * from segment where patrol_id = $1 order by seq", patrol);
    }

    private List<Row> rows(String sql, UUID id) {
        var rows = new ArrayList<Row>();
        pool.preparedQuery(sql)
                .execute(Tuple.of(id))
                .await()
                .atMost(Duration.ofSeconds(5))
                .forEach(rows::add);
        return rows;
    }
}
