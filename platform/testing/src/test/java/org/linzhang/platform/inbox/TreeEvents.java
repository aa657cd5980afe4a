package org.linzhang.platform.inbox;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

import org.linzhang.platform.testing.EventProbe;
import org.linzhang.platform.tree.TreeEvent.TreeGrew;

/** Sends the events of trees to Kafka, and reads their effect. */
@Singleton
class TreeEvents {

    static final String DEAD_LETTERS = "platform-test.trees.dead-letter.v1";

    private final ObjectMapper json;
    private final Pool pool;

    TreeEvents(ObjectMapper json, Pool pool) {
        this.json = json;
        this.pool = pool;
    }

    static TreeGrew grew(UUID tree, int rings) {
        return new TreeGrew(UUID.randomUUID(), Instant.now(), tree, rings);
    }

    void send(TreeGrew event) throws JsonProcessingException {
        EventProbe.send(event.topic(), event.key(), Map.of("ce_type", event.type()), json.writeValueAsString(event));
    }

    /** How many events of a tree had their effect. */
    int countOf(UUID tree) {
        return pool.preparedQuery("select rings from tree where id = $1").executeAndAwait(Tuple.of(tree)).stream()
                .mapToInt(row -> row.getInteger("rings"))
                .sum();
    }
}
