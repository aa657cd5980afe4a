package org.linzhang.smoke;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PlatformExtension.class)
@Order(6)
class OfflineLogoutTest {

    private static final String OWN = "下班前在石板沟看到的烟，已自行熄灭。";
    private static final String NOBODYS = "借用手机上报：水库边有人烧秸秆。";

    @Test
    void a_log_out_without_network_takes_effect_at_once_and_never_takes_reporting_away(PlatformUnderTest linzhang) {
        // Given
        var ranger = linzhang.visitor("ranger", "/ranger");
        RangerPage.awaitShell(ranger);
        var calls = callsOf(ranger);
        ranger.goesOffline(true);
        RangerPage.report(ranger, OWN);
        assertThat(ranger.see("queue-count")).hasText("1");
        var own = RangerPage.idOf(ranger, OWN);

        // When: the question is answered with no
        ranger.see("logout").click();
        assertThat(ranger.see("logout-undelivered")).containsText("1");
        assertThat(ranger.see("logout-offline")).isVisible();
        ranger.see("logout-cancel").click();

        // Then: nothing changes
        assertThat(ranger.see("person")).isVisible();
        assertThat(ranger.see("report-item", own)).isVisible();

        // When: it is answered with yes
        RangerPage.logOut(ranger);

        // Then: the page stays, nothing of the person can be read, and reporting goes on, also after a restart
        assertThat(ranger.see("report-submit")).isVisible();
        assertThat(ranger.see("report-item")).hasCount(0);
        ranger.page().reload();
        assertThat(ranger.see("report-submit")).isVisible();
        assertThat(ranger.see("person")).hasCount(0);
        assertThat(ranger.page().locator("body")).not().containsText(OWN);
        assertThat(RangerPage.database(ranger.page())).contains("\"cached-incidents\":[]");
        RangerPage.report(ranger, NOBODYS);
        assertThat(ranger.see("report-said")).hasAttribute("data-tone", "plain");
        assertThat(ranger.see("unclaimed")).containsText("1");

        // When: the network is back
        calls.clear();
        ranger.goesOffline(false);

        // Then: the session ends, and nothing was sent with it
        await().pollInSameThread().untilAsserted(() -> {
            ranger.page().waitForTimeout(200);
            assertThat(calls).contains("POST /logout 204");
        });
        assertThat(ranger.fetches("/api/me").status()).isEqualTo(401);
        assertThat(calls).noneMatch(call -> call.startsWith("PUT"));
        assertThat(ranger.context().cookies()).noneMatch(cookie -> cookie.name.startsWith("q_session"));

        // When: the person logs in again
        ranger.opens("/login?to=/ranger");
        ranger.fillsIn("ranger");

        // Then: their own report is delivered, and they are asked for the other
        assertThat(ranger.see("report-item", own, "status", "REPORTED")).isVisible();
        assertThat(ranger.see("claim-entry")).containsText(NOBODYS);
        assertThat(linzhang.caller("ranger")
                        .get("/api/incidents?reporter=me&limit=200")
                        .items())
                .extracting(incident -> incident.path("description").asText())
                .contains(OWN)
                .doesNotContain(NOBODYS);

        // When
        ranger.see("claim-send").click();

        // Then
        assertThat(RangerPage.itemOf(ranger, NOBODYS)).hasAttribute("data-status", "REPORTED");
        assertThat(ranger.see("unclaimed")).hasCount(0);
    }

    @Test
    void whoever_logs_in_after_a_log_out_without_network_does_not_get_the_former_session(PlatformUnderTest linzhang) {
        // Given
        var ranger = linzhang.visitor("ranger", "/ranger");
        RangerPage.awaitShell(ranger);
        ranger.goesOffline(true);
        RangerPage.logOut(ranger);
        ranger.page().navigate("about:blank");

        // When: the network is back while no page is open
        ranger.goesOffline(false);
        ranger.opens("/login?to=/ranger");

        // Then
        assertThat(ranger.page().locator("#password")).isVisible();
    }

    @Test
    void a_report_of_nobody_can_be_deleted_or_left_for_later(PlatformUnderTest linzhang) {
        // Given
        var ranger = linzhang.visitor("ranger", "/ranger");
        RangerPage.awaitShell(ranger);
        RangerPage.logOut(ranger);
        RangerPage.report(ranger, "没有人登录时误填的一条。");
        assertThat(ranger.see("unclaimed")).isVisible();

        // When
        ranger.opens("/login?to=/ranger");
        ranger.fillsIn("village");
        ranger.see("claim-later").click();

        // Then: it stays
        assertThat(ranger.see("unclaimed")).containsText("1");

        // When
        ranger.see("review").click();
        ranger.see("claim-discard").click();
        ranger.see("claim-discard-sure").click();

        // Then
        assertThat(ranger.see("unclaimed")).hasCount(0);
        assertThat(RangerPage.database(ranger.page())).contains("\"entries\":[]");
    }

    /** Method, path and status of the answered writes and of the log-out. */
    private static List<String> callsOf(BrowserSession visitor) {
        var calls = new CopyOnWriteArrayList<String>();
        visitor.context().onResponse(response -> {
            var request = response.request();
            if (!request.method().equals("GET")) {
                calls.add("%s %s %d"
                        .formatted(
                                request.method(),
                                java.net.URI.create(request.url()).getPath(),
                                response.status()));
            }
        });
        return calls;
    }
}
