package org.linzhang.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import org.linzhang.platform.testing.Servers;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class TopicsTest {

    private static final List<String> DEAD_LETTERS =
            List.of("incident.closure.dead-letter.v1", "incident.roster.dead-letter.v1");

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @Test
    void the_service_creates_its_dead_letter_topics_before_the_first_dead_letter() throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            await().until(() -> topics(admin).containsAll(DEAD_LETTERS));
            for (var topic : DEAD_LETTERS) {
                assertThat(retention(admin, topic)).isEqualTo(Duration.ofDays(90));
            }
        }
    }

    @Test
    void the_topic_of_incidents_keeps_events_for_its_stated_retention() throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            await().until(() -> topics(admin).contains("incident.incidents.v1"));
            assertThat(retention(admin, "incident.incidents.v1")).isEqualTo(Duration.ofDays(14));
        }
    }

    private static Set<String> topics(Admin admin) throws ExecutionException, InterruptedException {
        return admin.listTopics().names().get();
    }

    private static Duration retention(Admin admin, String topic) throws ExecutionException, InterruptedException {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        var settings = admin.describeConfigs(List.of(resource)).all().get().get(resource);
        return Duration.ofMillis(
                Long.parseLong(settings.get(TopicConfig.RETENTION_MS_CONFIG).value()));
    }
}
