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

@ExtendWith(PlatformExtension.class)
@Order(5)
class OutagesTest {
    private static final int REPORTS = 20;
    private static final double COMES_BACK_MS = 60_000;

    @Test
    @Order(1)
    void a_report_whose_answer_died_with_the_gateway_is_stored_once(PlatformUnderTest linzhang) throws Exception {
        // Given
        var chief = linzhang.visitor("county", "/chief");
        var ranger = linzhang.visitor("ranger", "/ranger");
        var sent = new AtomicInteger();
        ranger.context()
                .route(
                        "**/api/incidents/*",
                        route -> diesAfterwards(route, linzhang),
                        new BrowserContext.RouteOptions().setTimes(1));
        ranger.context().onRequest(request -> {
            if (request.method().equals("PUT")) {
                sent.incrementAndGet();
            }
        });

        // When: one report is passed on, but its answer is not; another is made while nobody answers
        var first = reports(ranger, "梯田边枯草起火，火势不大。");
        var second = reports(ranger, "刚才的火已越过机耕道，请派人。");
        assertThat(ranger.see("queue-count")).hasText("2");
        linzhang.startAgain(Server.GATEWAY);
        long back = System.nanoTime();

        // Then
        for (var incident : new UUID[] {first, second}) {
            assertThat(ranger.see("report-item", incident, "status", "REPORTED"))
                    .isVisible(patiently());
        }
        PlatformUnderTest.tell(
                "The phone had sent its queue %.1f s after the gateway was back", (System.nanoTime() - back) / 1e9);
        assertThat(ranger.see("queue-count")).hasText("0");
        assertThat(sent.get()).as("attempts to send two reports").isGreaterThanOrEqualTo(3);
        for (var incident : new UUID[] {first, second}) {
            assertThat(chief.see("alert-item", incident))
                    .hasCount(1, new LocatorAssertions.HasCountOptions().setTimeout(COMES_BACK_MS));
            assertThat(linzhang.caller("county").alertsOf(incident)).hasSize(1);
            assertThat(linzhang.caller("county")
                            .get("/api/incidents/%s/history".formatted(incident))
                            .items())
                    .extracting(entry -> entry.path("verb").asText())
                    .containsExactly("report");
        }
        assertThat(linzhang.caller("ranger")
                        .get("/api/incidents?reporter=me&limit=200")
                        .items())
                .extracting(incident -> incident.path("description").asText())
                .containsOnlyOnce("梯田边枯草起火，火势不大。", "刚才的火已越过机耕道，请派人。");
    }

    @Test
    @Order(2)
    void a_chiefs_open_page_shows_what_was_reported_while_its_service_was_dead(PlatformUnderTest linzhang)
            throws Exception {
        // Given
        var chief = linzhang.visitor("county", "/chief");
        assertThat(chief.see("connection-state")).hasAttribute("data-state", "connected");
        chief.page().evaluate("window.neverReloaded = true");

        // When
        linzhang.kill(Server.NOTIFICATION_SERVICE);
        assertThat(chief.see("connection-state")).hasAttribute("data-state", "reconnecting");
        var incident = linzhang.caller("ranger")
                .reports(Report.of("FIRE", "MAJOR", "通知中断时的火情，竹林着火。").in(VILLAGE));
        linzhang.startAgain(Server.NOTIFICATION_SERVICE);
        long back = System.nanoTime();

        // Then
        assertThat(chief.see("alert-item", incident, "status", "RAISED")).isVisible(patiently());
        assertThat(chief.see("connection-state"))
                .hasAttribute(
                        "data-state",
                        "connected",
                        new LocatorAssertions.HasAttributeOptions().setTimeout(COMES_BACK_MS));
        PlatformUnderTest.tell(
                "The chief's page was live again %.1f s after notification-service", (System.nanoTime() - back) / 1e9);
        assertThat(chief.see("alert-item", incident)).hasCount(1);
        assertThat(chief.page().evaluate("window.neverReloaded")).isEqualTo(true);
    }

    @Test
    @Order(3)
    void nothing_reported_while_the_broker_is_dead_is_lost_or_out_of_order(PlatformUnderTest linzhang)
            throws Exception {
        // Given
        var ranger = linzhang.caller("ranger");
        var county = linzhang.caller("county");
        var incidents = new ArrayList<UUID>();

        // When
        for (int i = 1; i <= REPORTS; i++) {
            if (i == REPORTS / 4) {
                linzhang.kill(Server.KAFKA);
            }
            incidents.add(ranger.reports(
                    Report.of("FIRE", "MODERATE", "断网期间第%d处火点。".formatted(i)).in(VILLAGE)));
        }
        incidents.forEach(incident -> county.does("accept", incident, "立案。"));
        incidents.forEach(incident -> county.does("handle", incident, "已扑灭。"));
        linzhang.startAgain(Server.KAFKA);
        long back = System.nanoTime();

        // Then: an alert tells the incident's last state only where events came in their order
        await().atMost(ofSeconds(60)).untilAsserted(() -> {
            var alerts = county.get("/api/alerts?limit=200").items().toList();
            assertThat(incidents)
                    .allSatisfy(incident -> assertThat(alerts)
                            .filteredOn(
                                    alert -> alert.path("incidentId").asText().equals(incident.toString()))
                            .extracting(alert -> alert.path("incidentStatus").asText())
                            .containsExactly("HANDLED"));
        });
        PlatformUnderTest.tell(
                "%d reports were in the chief's inbox %.1f s after Kafka was back",
                REPORTS, (System.nanoTime() - back) / 1e9);
    }

    /** The request gets to the service, and the gateway dies before the answer gets to the phone. */
    private static void diesAfterwards(Route route, PlatformUnderTest linzhang) {
        var answer = route.fetch();
        assertThat(answer.status()).isEqualTo(201);
        linzhang.kill(Server.GATEWAY);
        route.abort();
    }

    private static UUID reports(BrowserSession ranger, String description) {
        ranger.see("report-kind-FIRE").click();
        ranger.see("report-description").fill(description);
        ranger.see("report-submit").click();
        var item = ranger.see("report-item").filter(new Locator.FilterOptions().setHasText(description));
        return UUID.fromString(item.getAttribute("data-incident-id"));
    }

    private static LocatorAssertions.IsVisibleOptions patiently() {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(COMES_BACK_MS);
    }
}
