package org.linzhang.smoke;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.linzhang.smoke.PlatformUnderTest.COUNTY;
import static org.linzhang.smoke.PlatformUnderTest.OUTSIDE_COUNTY;

import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PlatformExtension.class)
@Order(1)
class ReportToClosureTest {
    private static final String NOTE_ONLINE =
            "() => addEventListener('online', () => (window.began = performance.timeOrigin + performance.now()))";
    private static final String NOTE_SUBMISSION =
            "() => addEventListener('submit', () => (window.began = performance.timeOrigin + performance.now()), true)";
    /** Watches from within the page, so that nothing but the way of the report is measured. */
    private static final String NOTE_ARRIVAL = """
            text => {
              const alerts = () => [...document.querySelectorAll('[data-testid=alert-item]')];
              new MutationObserver((_, observer) => {
                if (alerts().some(alert => alert.textContent.includes(text))) {
                  window.arrived = performance.timeOrigin + performance.now();
                  observer.disconnect();
                }
              }).observe(document.body, { childList: true, subtree: true, characterData: true });
            }
            """;

    private static final String FIRE = "小堰村后山青杠林起火，火势向东蔓延，风力三级。";
    private static final String SECOND_FIRE = "山脊另一侧又有一处冒烟，尚无明火。";

    @Test
    void a_fire_reported_offline_reaches_the_chief_is_handled_and_struck_off(PlatformUnderTest linzhang) {
        // Given
        var ranger = linzhang.visitor("ranger", "/ranger");
        var chief = linzhang.visitor("county", "/chief");
        var supervisor = linzhang.visitor("supervisor", "/supervisor");
        var outsider = linzhang.visitor("outsider", "/chief");
        isConnected(chief);
        isConnected(outsider);
        var before = closureOf(COUNTY, supervisor);
        var beforeOutside = closureOf(OUTSIDE_COUNTY, outsider);
        RangerPage.awaitShell(ranger);

        // When: without network, the page opens, takes a report and keeps it
        ranger.goesOffline(true);
        ranger.page().reload();
        var incident = reportsFire(ranger, FIRE);
        assertThat(ranger.see("report-item", incident, "state", "queued")).isVisible();
        assertThat(ranger.see("connection-state")).hasAttribute("data-state", "offline");
        assertThat(ranger.see("queue-count")).hasText("1");
        assertThat(linzhang.caller("county").get("/api/incidents/" + incident).status())
                .isEqualTo(404);

        // When: the network is back
        chief.page().evaluate("window.neverReloaded = true");
        chief.page().evaluate(NOTE_ARRIVAL, FIRE);
        ranger.page().evaluate(NOTE_ONLINE);
        ranger.goesOffline(false);

        // Then: the chief's open page shows it
        assertThat(chief.see("alert-item", incident, "status", "RAISED")).isVisible();
        assertThat(ranger.see("report-item", incident, "status", "REPORTED")).isVisible();
        assertThat(ranger.see("queue-count")).hasText("0");
        PlatformUnderTest.tell(
                "The platform's first report was on the chief's open page %.0f ms after the ranger's phone was online",
                number(chief, "window.arrived") - number(ranger, "window.began"));

        // When: another is made with network
        chief.page().evaluate(NOTE_ARRIVAL, SECOND_FIRE);
        ranger.page().evaluate(NOTE_SUBMISSION);
        var second = reportsFire(ranger, SECOND_FIRE);

        // Then
        assertThat(chief.see("alert-item", second, "status", "RAISED")).isVisible();
        PlatformUnderTest.tell(
                "The second was there %.0f ms after the ranger pressed the button",
                number(chief, "window.arrived") - number(ranger, "window.began"));

        // When: the county deals with it
        chief.see("alert-item", incident).getByTestId("alert-acknowledge").click();
        assertThat(chief.see("alert-item", incident, "status", "ACKNOWLEDGED")).isVisible();
        decides(chief, "alert-item", incident, "accept", "情况属实，立案。");
        assertThat(chief.see("alert-item", incident, "incident-status", "ACCEPTED"))
                .isVisible();
        decides(chief, "alert-item", incident, "handle", "明火已扑灭，过火面积约0.3公顷，留人看守余火。");
        assertThat(chief.see("alert-item", incident, "incident-status", "HANDLED"))
                .isVisible();
        assertThat(chief.page().evaluate("window.neverReloaded")).isEqualTo(true);

        // Then: the ranger learns of its fate
        ranger.page().reload();
        assertThat(ranger.see("report-item", incident, "status", "HANDLED")).isVisible();
        ranger.see("report-item", incident).getByTestId("report-history").click();
        assertThat(ranger.see("report-item", incident)).containsText("明火已扑灭");

        // When: the office verifies
        supervisor.page().reload();
        decides(supervisor, "handled-item", incident, "verify", "现场核查，余火已清，予以销号。");

        // Then: the figures move, on the open page and in the interface
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
        assertThat(ranger.see("report-item", incident, "status", "CLOSED")).isVisible();

        // Then: the chief of another county has seen none of it
        assertThat(outsider.see("alert-item", incident)).hasCount(0);
        outsider.page().reload();
        isConnected(outsider);
        assertThat(outsider.see("alert-item", incident)).hasCount(0);
        for (var path : new String[] {"", "/history"}) {
            assertThat(outsider.fetches("/api/incidents/" + incident + path).status())
                    .isEqualTo(404);
        }
        assertThat(outsider.fetches("POST", "/api/incidents/" + incident + "/accept", Map.of())
                        .status())
                .isEqualTo(404);
        assertThat(outsider.fetches("/api/alerts?limit=200").text()).doesNotContain(incident.toString());
        assertThat(outsider.fetches("/api/incidents?limit=200").text()).doesNotContain(incident.toString());
        assertThat(outsider.fetches("/api/statistics/closure" + periodOf(COUNTY))
                        .status())
                .isEqualTo(404);
        assertThat(closureOf(OUTSIDE_COUNTY, outsider)).isEqualTo(beforeOutside);
    }

    /** Fills in the form and answers with the id that the phone gave the report. */
    private static UUID reportsFire(BrowserSession ranger, String description) {
        ranger.see("report-kind-FIRE").click();
        ranger.see("report-severity-MAJOR").click();
        ranger.see("report-description").fill(description);
        assertThat(ranger.see("report-position")).containsText("30.1219");
        ranger.see("report-submit").click();
        var item = ranger.see("report-item").filter(new Locator.FilterOptions().setHasText(description));
        return UUID.fromString(item.getAttribute("data-incident-id"));
    }

    private static void decides(BrowserSession visitor, String item, UUID incident, String action, String note) {
        visitor.see(item, incident).getByTestId("action-" + action).click();
        visitor.see("note-input").fill(note);
        visitor.see("note-confirm").click();
        assertThat(visitor.see("note-input")).hasCount(0);
    }

    private static void isConnected(BrowserSession chief) {
        assertThat(chief.see("connection-state")).hasAttribute("data-state", "connected");
    }

    /** This year's figures of a whole region. */
    private static JsonNode closureOf(String region, BrowserSession visitor) {
        var answer = visitor.fetches("/api/statistics/closure" + periodOf(region));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().path("total");
    }

    private static String periodOf(String region) {
        return "?region=%s&from=2020-01-01&to=2099-12-31&by=region".formatted(region);
    }

    private static double number(BrowserSession visitor, String expression) {
        return ((Number) visitor.page().evaluate(expression)).doubleValue();
    }
}
