package org.linzhang.smoke;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.linzhang.smoke.PlatformUnderTest.COUNTY;
import static org.linzhang.smoke.PlatformUnderTest.OUTSIDE_COUNTY;

import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.linzhang.local.client.Report;

@ExtendWith(PlatformExtension.class)
@Order(1)
class ReportToClosureTest {
    private static final String RECORD_ONLINE_TIME =
            "() => addEventListener('online', () => (window.startedAt = performance.timeOrigin + performance.now()))";
    private static final String RECORD_SUBMIT_TIME =
            "() => addEventListener('submit', () => (window.startedAt = performance.timeOrigin + performance.now()), true)";
    /** Measures inside the page, so that the test's own polling is not included. */
    private static final String RECORD_ARRIVAL_TIME = """
            text => {
              const alerts = () => [...document.querySelectorAll('[data-testid=alert-item]')];
              new MutationObserver((_, observer) => {
                if (alerts().some(alert => alert.textContent.includes(text))) {
                  window.arrivedAt = performance.timeOrigin + performance.now();
                  observer.disconnect();
                }
              }).observe(document.body, { childList: true, subtree: true, characterData: true });
            }
            """;

    private static final String OUTSIDE_TOWNSHIP = "512021104";
    private static final String FIRE = "小堰村后山青杠林起火，火势向东蔓延，风力三级。";
    private static final String SECOND_FIRE = "山脊另一侧又有一处冒烟，尚无明火。";

    @Test
    void a_fire_reported_offline_reaches_the_chief_is_handled_and_closed(PlatformUnderTest platform) {
        // Given
        var ranger = platform.logIn("ranger", "/ranger");
        var chief = platform.logIn("county", "/chief");
        var supervisor = platform.logIn("supervisor", "/supervisor");
        var outsider = platform.logIn("outsider", "/chief");
        awaitConnection(chief);
        awaitConnection(outsider);
        int reportedOutside =
                closureOf(OUTSIDE_COUNTY, outsider).path("reported").asInt();
        var outsidersOwn = platform.client("city")
                .report(Report.of("FIRE", "MODERATE", "安岳县龙台镇林缘起火。").in(OUTSIDE_TOWNSHIP));
        assertThat(outsider.find("alert-item", outsidersOwn)).isVisible();
        await().pollInSameThread()
                .until(() ->
                        closureOf(OUTSIDE_COUNTY, outsider).path("reported").asInt() == reportedOutside + 1);
        var before = closureOf(COUNTY, supervisor);
        var beforeOutside = closureOf(OUTSIDE_COUNTY, outsider);
        RangerPage.awaitShell(ranger);

        // When: without network, the page opens and stores a report
        ranger.setOffline(true);
        ranger.page().reload();
        var incident = reportFire(ranger, FIRE);
        assertThat(ranger.find("report-item", incident, "state", "queued")).isVisible();
        assertThat(ranger.find("connection-state")).hasAttribute("data-state", "offline");
        assertThat(ranger.find("queue-count")).hasText("1");
        assertThat(platform.client("county").get("/api/incidents/" + incident).status())
                .isEqualTo(404);

        // When: the network is restored
        chief.page().evaluate("window.neverReloaded = true");
        chief.page().evaluate(RECORD_ARRIVAL_TIME, FIRE);
        ranger.page().evaluate(RECORD_ONLINE_TIME);
        ranger.setOffline(false);

        // Then: the chief's open page shows the alert
        assertThat(chief.find("alert-item", incident, "status", "RAISED")).isVisible();
        assertThat(ranger.find("report-item", incident, "status", "REPORTED")).isVisible();
        assertThat(ranger.find("queue-count")).hasText("0");
        PlatformUnderTest.log(
                "The first report was on the chief's open page %.0f ms after the ranger's phone was online",
                number(chief, "window.arrivedAt") - number(ranger, "window.startedAt"));

        // When: another report is made online
        chief.page().evaluate(RECORD_ARRIVAL_TIME, SECOND_FIRE);
        ranger.page().evaluate(RECORD_SUBMIT_TIME);
        var second = reportFire(ranger, SECOND_FIRE);

        // Then
        assertThat(chief.find("alert-item", second, "status", "RAISED")).isVisible();
        PlatformUnderTest.log(
                "The second report was there %.0f ms after the ranger submitted it",
                number(chief, "window.arrivedAt") - number(ranger, "window.startedAt"));

        // When: the county chief acknowledges, accepts and handles
        chief.find("alert-item", incident).getByTestId("alert-acknowledge").click();
        assertThat(chief.find("alert-item", incident, "status", "ACKNOWLEDGED")).isVisible();
        act(chief, "alert-item", incident, "accept", "情况属实，立案。");
        assertThat(chief.find("alert-item", incident, "incident-status", "ACCEPTED"))
                .isVisible();
        act(chief, "alert-item", incident, "handle", "明火已扑灭，过火面积约0.3公顷，留人看守余火。");
        assertThat(chief.find("alert-item", incident, "incident-status", "HANDLED"))
                .isVisible();
        assertThat(chief.page().evaluate("window.neverReloaded")).isEqualTo(true);

        // Then: the ranger sees the status and the history
        ranger.page().reload();
        assertThat(ranger.find("report-item", incident, "status", "HANDLED")).isVisible();
        ranger.find("report-item", incident).getByTestId("report-history").click();
        assertThat(ranger.find("report-item", incident)).containsText("明火已扑灭");

        // When: the supervisor verifies
        supervisor.page().reload();
        act(supervisor, "handled-item", incident, "verify", "现场核查，余火已清，予以销号。");

        // Then: the statistics change, on the open page and in the API
        var row = supervisor.page().locator("[data-testid=closure-row][data-key='%s']".formatted(COUNTY));
        assertThat(row.locator("td").nth(2))
                .hasText(String.valueOf(before.path("closed").asInt() + 1));
        var after = closureOf(COUNTY, supervisor);
        assertThat(after.path("reported").asInt())
                .isEqualTo(before.path("reported").asInt() + 2);
        assertThat(after.path("closed").asInt()).isEqualTo(before.path("closed").asInt() + 1);
        assertThat(after.path("closureRate").asDouble())
                .isCloseTo(
                        after.path("closed").asDouble()
                                / (after.path("reported").asInt()
                                        - after.path("rejected").asInt()),
                        within(0.0001));
        assertThat(row.getByTestId("closure-rate")).not().hasText("—");
        ranger.page().reload();
        assertThat(ranger.find("report-item", incident, "status", "CLOSED")).isVisible();

        // Then: the chief of another county sees their own county's alert but not this incident
        assertThat(outsider.find("alert-item", incident)).hasCount(0);
        outsider.page().reload();
        awaitConnection(outsider);
        assertThat(outsider.find("alert-item", outsidersOwn)).isVisible();
        assertThat(outsider.find("alert-item", incident)).hasCount(0);
        for (var path : new String[] {"", "/history"}) {
            assertThat(outsider.fetch("/api/incidents/" + incident + path).status())
                    .isEqualTo(404);
        }
        assertThat(outsider.fetch("POST", "/api/incidents/" + incident + "/accept", Map.of())
                        .status())
                .isEqualTo(404);
        assertThat(outsider.fetch("/api/alerts?limit=200").text()).doesNotContain(incident.toString());
        assertThat(outsider.fetch("/api/incidents?limit=200").text()).doesNotContain(incident.toString());
        assertThat(outsider.fetch("/api/statistics/closure" + periodOf(COUNTY)).status())
                .isEqualTo(404);
        assertThat(closureOf(OUTSIDE_COUNTY, outsider)).isEqualTo(beforeOutside);
    }

    /** Fills in and submits the form, and returns the id that the phone gave the report. */
    private static UUID reportFire(BrowserSession ranger, String description) {
        ranger.find("report-kind-FIRE").click();
        ranger.find("report-severity-MAJOR").click();
        ranger.find("report-description").fill(description);
        assertThat(ranger.find("report-position")).containsText("30.1219");
        ranger.find("report-submit").click();
        var item = ranger.find("report-item").filter(new Locator.FilterOptions().setHasText(description));
        return UUID.fromString(item.getAttribute("data-incident-id"));
    }

    private static void act(BrowserSession session, String item, UUID incident, String action, String note) {
        session.find(item, incident).getByTestId("action-" + action).click();
        session.find("note-input").fill(note);
        session.find("note-confirm").click();
        assertThat(session.find("note-input")).hasCount(0);
    }

    private static void awaitConnection(BrowserSession chief) {
        assertThat(chief.find("connection-state")).hasAttribute("data-state", "connected");
    }

    /** The statistics of a whole region. */
    private static JsonNode closureOf(String region, BrowserSession session) {
        var response = session.fetch("/api/statistics/closure" + periodOf(region));
        assertThat(response.status()).as(response.text()).isEqualTo(200);
        return response.json().path("total");
    }

    private static String periodOf(String region) {
        return "?region=%s&from=2020-01-01&to=2099-12-31&by=region".formatted(region);
    }

    /** Waits: the browser's own event may come after the report that it caused. */
    private static double number(BrowserSession session, String expression) {
        session.page().waitForFunction("() => %s !== undefined".formatted(expression));
        return ((Number) session.page().evaluate(expression)).doubleValue();
    }
}
