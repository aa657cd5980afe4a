package org.linzhang.smoke;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.linzhang.smoke.PlatformUnderTest.VILLAGE;

import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.linzhang.local.Server;
import org.linzhang.local.client.Report;

@ExtendWith(PlatformExtension.class)
@Order(Integer.MAX_VALUE)
class OutagesTest {
    private static final int REPORTS = 20;
    private static final double RESTART_TIMEOUT_MS = 60_000;

    @Test
    @Order(1)
    void a_report_is_stored_once_if_the_gateway_is_killed_before_its_response(PlatformUnderTest platform)
            throws Exception {
        // Given
        var chief = platform.logIn("county", "/chief");
        var ranger = platform.logIn("ranger", "/ranger");
        var sent = new AtomicInteger();
        ranger.context()
                .route(
                        "**/api/incidents/*",
                        route -> killGatewayBeforeResponse(route, platform),
                        new BrowserContext.RouteOptions().setTimes(1));
        ranger.context().onRequest(request -> {
            if (request.method().equals("PUT")) {
                sent.incrementAndGet();
            }
        });

        // When: the response to the first report is lost; the second is made while the gateway is down
        var first = report(ranger, "梯田边枯草起火，火势不大。");
        var second = report(ranger, "刚才的火已越过机耕道，请派人。");
        assertThat(ranger.find("queue-count")).hasText("2");
        platform.restart(Server.GATEWAY);
        long readyAt = System.nanoTime();

        // Then
        for (var incident : new UUID[] {first, second}) {
            assertThat(ranger.find("report-item", incident, "status", "REPORTED"))
                    .isVisible(withRestartTimeout());
        }
        PlatformUnderTest.log(
                "The phone had sent its outbox %.1f s after the restart of the gateway",
                (System.nanoTime() - readyAt) / 1e9);
        assertThat(ranger.find("queue-count")).hasText("0");
        assertThat(sent.get()).as("attempts to send two reports").isGreaterThanOrEqualTo(3);
        for (var incident : new UUID[] {first, second}) {
            assertThat(chief.find("alert-item", incident))
                    .hasCount(1, new LocatorAssertions.HasCountOptions().setTimeout(RESTART_TIMEOUT_MS));
            assertThat(platform.client("county").alertsAbout(incident)).hasSize(1);
            assertThat(platform.client("county")
                            .get("/api/incidents/%s/history".formatted(incident))
                            .items())
                    .extracting(entry -> entry.path("verb").asText())
                    .containsExactly("report");
        }
        assertThat(platform.client("ranger")
                        .get("/api/incidents?reporter=me&limit=200")
                        .items())
                .extracting(incident -> incident.path("description").asText())
                .containsOnlyOnce("梯田边枯草起火，火势不大。", "刚才的火已越过机耕道，请派人。");
    }

    @Test
    @Order(2)
    void a_chiefs_open_page_shows_a_report_made_while_notification_service_was_down(PlatformUnderTest platform)
            throws Exception {
        // Given
        var chief = platform.logIn("county", "/chief");
        assertThat(chief.find("connection-state")).hasAttribute("data-state", "connected");
        chief.page().evaluate("window.neverReloaded = true");

        // When
        platform.kill(Server.NOTIFICATION_SERVICE);
        assertThat(chief.find("connection-state")).hasAttribute("data-state", "reconnecting");
        var incident = platform.client("ranger")
                .report(Report.of("FIRE", "MAJOR", "通知中断时的火情，竹林着火。").in(VILLAGE));
        platform.restart(Server.NOTIFICATION_SERVICE);
        long readyAt = System.nanoTime();

        // Then
        assertThat(chief.find("alert-item", incident, "status", "RAISED")).isVisible(withRestartTimeout());
        assertThat(chief.find("connection-state"))
                .hasAttribute(
                        "data-state",
                        "connected",
                        new LocatorAssertions.HasAttributeOptions().setTimeout(RESTART_TIMEOUT_MS));
        PlatformUnderTest.log(
                "The chief's page was connected %.1f s after the restart of notification-service",
                (System.nanoTime() - readyAt) / 1e9);
        assertThat(chief.find("alert-item", incident)).hasCount(1);
        assertThat(chief.page().evaluate("window.neverReloaded")).isEqualTo(true);
    }

    @Test
    @Order(3)
    void no_event_is_lost_or_reordered_while_kafka_is_down(PlatformUnderTest platform) throws Exception {
        // Given
        var ranger = platform.client("ranger");
        var county = platform.client("county");
        var incidents = new ArrayList<UUID>();

        // When
        for (int i = 1; i <= REPORTS; i++) {
            if (i == REPORTS / 4) {
                platform.kill(Server.KAFKA);
            }
            incidents.add(ranger.report(
                    Report.of("FIRE", "MODERATE", "断网期间第%d处火点。".formatted(i)).in(VILLAGE)));
        }
        incidents.forEach(incident -> county.act("accept", incident, "立案。"));
        incidents.forEach(incident -> county.act("handle", incident, "已扑灭。"));
        platform.restart(Server.KAFKA);
        long readyAt = System.nanoTime();

        // Then: the alerts have the last state only if the events were consumed in order
        await().atMost(ofSeconds(60)).untilAsserted(() -> {
            var alerts = county.get("/api/alerts?limit=200").items();
            assertThat(incidents)
                    .allSatisfy(incident -> assertThat(alerts)
                            .filteredOn(
                                    alert -> alert.path("incidentId").asText().equals(incident.toString()))
                            .extracting(alert -> alert.path("incidentStatus").asText())
                            .containsExactly("HANDLED"));
        });
        PlatformUnderTest.log(
                "%d reports were in the chief's inbox %.1f s after the restart of Kafka",
                REPORTS, (System.nanoTime() - readyAt) / 1e9);
    }

    /** The request reaches the service; the gateway is killed before the phone receives the response. */
    private static void killGatewayBeforeResponse(Route route, PlatformUnderTest platform) {
        var response = route.fetch();
        assertThat(response.status()).isEqualTo(201);
        platform.kill(Server.GATEWAY);
        route.abort();
    }

    private static UUID report(BrowserSession ranger, String description) {
        ranger.find("report-kind-FIRE").click();
        ranger.find("report-description").fill(description);
        ranger.find("report-submit").click();
        var item = ranger.find("report-item").filter(new Locator.FilterOptions().setHasText(description));
        return UUID.fromString(item.getAttribute("data-incident-id"));
    }

    private static LocatorAssertions.IsVisibleOptions withRestartTimeout() {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(RESTART_TIMEOUT_MS);
    }
}
