package org.linzhang.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import jakarta.inject.Inject;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import org.linzhang.platform.testing.EventProbe;
import org.linzhang.platform.testing.Servers;
import org.linzhang.platform.tree.Tree;
import org.linzhang.platform.tree.TreeEvent;

/** What a transaction leaves in the outbox, and what consumers receive. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class OutboxTest {

    @Inject
    Outbox outbox;

    @Inject
    OutboxRows rows;

    @Inject
    Pool pool;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @Test
    void a_transaction_that_rolls_back_leaves_no_event() {
        // Given
        var tree = tree();
        // When
        assertThatThrownBy(() -> transaction(() ->
                        plant(tree).chain(() -> Uni.createFrom().failure(new IllegalStateException("roll back")))))
                .isInstanceOf(IllegalStateException.class);
        // Then
        assertThat(rows.count(tree.id)).isZero();
    }

    @Test
    void a_transaction_that_commits_leaves_its_event() throws Throwable {
        // Given
        var tree = tree();
        // When
        transaction(() -> plant(tree));
        // Then
        assertThat(rows.count(tree.id)).isEqualTo(1);
    }

    @Test
    void a_statement_that_stores_nothing_leaves_no_event() {
        // Given
        var tree = tree();
        var sql = "with stored as (insert into tree (id, rings) values ($1, 1) on conflict do nothing returning id) "
                + Outbox.insertFrom("stored", 2);
        // When
        for (int attempt = 0; attempt < 2; attempt++) {
            var values = Tuple.of(tree.id);
            Outbox.addValues(values, outbox.rows(List.of(tree.grow())));
            pool.preparedQuery(sql).executeAndAwait(values);
        }
        // Then
        assertThat(rows.count(tree.id)).isEqualTo(1);
    }

    @Test
    void an_event_is_published_as_a_cloud_event() throws Throwable {
        // Given
        var tree = tree();
        transaction(() -> plant(tree));
        // When
        try (var relays = new Relays(pool);
                var probe = EventProbe.on(TreeEvent.TOPIC)) {
            relays.start(kafka);
            var event = probe.awaitEvents(tree.id.toString(), 1).getFirst();
            // Then
            assertThat(event.headers())
                    .containsEntry("ce_specversion", "1.0")
                    .containsEntry("ce_type", "org.linzhang.test.tree-grew.v1")
                    .containsEntry("ce_source", "/platform-test")
                    .containsEntry("ce_subject", tree.id.toString())
                    .containsKeys("ce_id", "ce_time");
            assertThat(rows.rings(List.of(event))).containsExactly(1);
            await().atMost(Duration.ofSeconds(10)).until(() -> rows.count(tree.id) == 0);
        }
    }

    @Test
    void an_event_that_deletes_its_key_is_published_without_a_payload() throws Throwable {
        // Given
        var tree = tree();
        transaction(() -> plant(tree)
                .chain(() -> outbox.add(new TreeEvent.TreeFelled(UUID.randomUUID(), Instant.now(), tree.id))));
        // When
        try (var relays = new Relays(pool);
                var probe = EventProbe.on(TreeEvent.TOPIC)) {
            relays.start(kafka);
            var tombstone = probe.awaitEvents(tree.id.toString(), 2).getLast();
            // Then
            assertThat(tombstone.payload()).isNull();
            assertThat(tombstone.headers())
                    .containsEntry("ce_type", "org.linzhang.test.tree-felled.v1")
                    .containsKeys("ce_id", "ce_time");
        }
    }

    private static Tree tree() {
        var tree = new Tree();
        tree.id = UUID.randomUUID();
        return tree;
    }

    private static <T> T transaction(Supplier<Uni<T>> work) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(() -> Panache.withTransaction(work));
    }

    private Uni<Void> plant(Tree tree) {
        return Panache.getSession().chain(session -> session.persist(tree)).chain(() -> outbox.add(tree.grow()));
    }
}
