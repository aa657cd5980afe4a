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
    void a_log_out_without_network_takes_effect_at_once_and_reporting_still_works(PlatformUnderTest platform) {
        // Given
        var ranger = platform.logIn("ranger", "/ranger");
        RangerPage.awaitShell(ranger);
        var calls = callsOf(ranger);
        ranger.setOffline(true);
        RangerPage.report(ranger, OWN);
        assertThat(ranger.find("queue-count")).hasText("1");
        var own = RangerPage.idOf(ranger, OWN);

        // When: the user cancels the log-out
        ranger.find("logout").click();
        assertThat(ranger.find("logout-undelivered")).containsText("1");
        assertThat(ranger.find("logout-offline")).isVisible();
        ranger.find("logout-cancel").click();

        // Then: the page and the session stay unchanged
        assertThat(ranger.find("person")).isVisible();
        assertThat(ranger.find("report-item", own)).isVisible();

        // When: the user confirms the log-out
        RangerPage.logOut(ranger);

        // Then: the page stays, no data of the person is readable, and reporting still works, also after a restart
        assertThat(ranger.find("report-submit")).isVisible();
        assertThat(ranger.find("report-item")).hasCount(0);
        ranger.page().reload();
        assertThat(ranger.find("report-submit")).isVisible();
        assertThat(ranger.find("person")).hasCount(0);
        assertThat(ranger.page().locator("body")).not().containsText(OWN);
        // The reload may have interrupted the removal; the next start completes it.
        await().untilAsserted(
                        () -> assertThat(RangerPage.database(ranger.page())).contains("\"cached-incidents\":[]"));
        RangerPage.report(ranger, NOBODYS);
        assertThat(ranger.find("report-said")).hasAttribute("data-tone", "plain");
        assertThat(ranger.find("unclaimed")).containsText("1");

        // When: the network is back
        calls.clear();
        ranger.setOffline(false);

        // Then: the session ends, and no report was sent with it
        await().pollInSameThread().untilAsserted(() -> {
            ranger.page().waitForTimeout(200);
            assertThat(calls).contains("POST /logout 204");
        });
        assertThat(ranger.fetch("/api/me").status()).isEqualTo(401);
        assertThat(calls).noneMatch(call -> call.startsWith("PUT"));
        assertThat(ranger.context().cookies()).noneMatch(cookie -> cookie.name.startsWith("q_session"));

        // When: the person logs in again
        ranger.open("/login?to=/ranger");
        ranger.submitLoginForm("ranger");

        // Then: their own report is delivered, and the page offers the unclaimed one
        assertThat(ranger.find("report-item", own, "status", "REPORTED")).isVisible();
        assertThat(ranger.find("claim-entry")).containsText(NOBODYS);
        assertThat(platform.client("ranger")
                        .get("/api/incidents?reporter=me&limit=200")
                        .items())
                .extracting(incident -> incident.path("description").asText())
                .contains(OWN)
                .doesNotContain(NOBODYS);

        // Then: nothing is selected in the person's name
        assertThat(ranger.find("claim-send")).isDisabled();

        // When
        ranger.find("claim-entry").locator("input").check();
        ranger.find("claim-send").click();

        // Then
        assertThat(RangerPage.itemOf(ranger, NOBODYS)).hasAttribute("data-status", "REPORTED");
        assertThat(ranger.find("unclaimed")).hasCount(0);
    }

    @Test
    void the_next_person_after_a_log_out_without_network_does_not_get_the_old_session(PlatformUnderTest platform) {
        // Given
        var ranger = platform.logIn("ranger", "/ranger");
        RangerPage.awaitShell(ranger);
        ranger.setOffline(true);
        RangerPage.logOut(ranger);
        ranger.page().navigate("about:blank");

        // When: the network is back while no page is open
        ranger.setOffline(false);
        ranger.open("/api/incidents?limit=3");

        // Then: no address is answered in the old session
        assertThat(ranger.page().locator("body")).containsText("problems/unauthorized");

        // When
        ranger.open("/login?to=/ranger");

        // Then
        assertThat(ranger.page().locator("#password")).isVisible();
    }

    @Test
    void an_unclaimed_report_can_be_deleted_or_left_for_later(PlatformUnderTest platform) {
        // Given
        var ranger = platform.logIn("ranger", "/ranger");
        RangerPage.awaitShell(ranger);
        RangerPage.logOut(ranger);
        RangerPage.report(ranger, "没有人登录时误填的一条。");
        assertThat(ranger.find("unclaimed")).isVisible();

        // When
        ranger.open("/login?to=/ranger");
        ranger.submitLoginForm("village");
        ranger.find("claim-later").click();

        // Then: the report stays
        assertThat(ranger.find("unclaimed")).containsText("1");

        // When
        ranger.find("review").click();
        ranger.find("claim-entry").locator("input").check();
        ranger.find("claim-discard").click();
        ranger.find("claim-discard-sure").click();

        // Then
        assertThat(ranger.find("unclaimed")).hasCount(0);
        assertThat(RangerPage.database(ranger.page())).contains("\"entries\":[]");
    }

    /** Method, path and status of the write requests with a response, and of the log-out. */
    private static List<String> callsOf(BrowserSession session) {
        var calls = new CopyOnWriteArrayList<String>();
        session.context().onResponse(response -> {
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
