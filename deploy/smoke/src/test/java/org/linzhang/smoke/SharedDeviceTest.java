package org.linzhang.smoke;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.linzhang.smoke.PlatformUnderTest.VILLAGE;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.linzhang.local.client.Report;

@ExtendWith(PlatformExtension.class)
@Order(7)
class SharedDeviceTest {

    @Test
    void on_one_computer_the_next_chief_sees_no_data_of_the_first_one(PlatformUnderTest platform) {
        // Given
        var incident = platform.client("ranger")
                .report(Report.of("FIRE", "MAJOR", "只有本县林长能看到的火情。").in(VILLAGE));
        var desk = platform.logIn("county", "/chief");
        assertThat(desk.find("alert-item", incident)).isVisible();
        var otherTab = desk.context().newPage();
        otherTab.navigate(platform.gateway().resolve("/chief").toString());
        otherTab.getByTestId("logout").click();

        // When: the first one logs out in another tab
        otherTab.getByTestId("logout-confirm").click();

        // Then: the inbox in the open tab closes as well
        assertThat(desk.find("login").first()).isVisible();
        assertThat(desk.find("alert-item")).hasCount(0);

        // When: the next one logs in there
        otherTab.navigate(platform.gateway().resolve("/login?to=/chief").toString());
        otherTab.locator("#username").fill("outsider");
        otherTab.locator("#password").fill(PlatformUnderTest.PASSWORD);
        otherTab.locator("#kc-login").click();

        // Then: both tabs show their data
        assertThat(otherTab.locator("[data-testid=person][data-username=outsider]"))
                .isVisible();
        assertThat(desk.page().locator("[data-testid=person][data-username=outsider]"))
                .isVisible();
        assertThat(desk.find("connection-state")).hasAttribute("data-state", "connected");
        assertThat(desk.find("alert-item", incident)).hasCount(0);
        assertThat(desk.page().locator("body")).not().containsText("只有本县林长能看到的火情");
    }

    @Test
    void an_action_on_the_page_of_one_person_is_not_taken_in_the_name_of_the_next_one(PlatformUnderTest platform) {
        // Given: a page of the county chief, whose session is replaced without any page of the client noticing
        var incident = platform.client("ranger")
                .report(Report.of("PEST", "MINOR", "两人同桌：松针枯黄。").in(PlatformUnderTest.VILLAGE));
        var desk = platform.logIn("county", "/chief/cases/" + incident);
        assertThat(desk.find("case", incident, "status", "REPORTED")).isVisible();
        desk.context().clearCookies();
        var otherTab = desk.context().newPage();
        otherTab.navigate(
                platform.gateway().resolve("/login?to=/q/health/ready").toString());
        otherTab.locator("#username").fill("township");
        otherTab.locator("#password").fill(PlatformUnderTest.PASSWORD);
        otherTab.locator("#kc-login").click();
        otherTab.waitForURL("**/q/health/ready");

        // When
        desk.find("action-accept").click();
        desk.find("note-confirm").click();

        // Then: the page shows the person who is logged in, and nothing was done
        assertThat(desk.page().locator("[data-testid=person][data-username=township]"))
                .isVisible();
        assertThat(platform.client("county")
                        .get("/api/incidents/" + incident)
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("REPORTED");
    }

    @Test
    void on_one_phone_the_next_person_sees_no_data_of_the_first_one(PlatformUnderTest platform) {
        // Given
        var phone = platform.logIn("ranger", "/ranger");
        RangerPage.awaitShell(phone);
        RangerPage.report(phone, "已送达的一条，只给张护林看。");
        assertThat(RangerPage.itemOf(phone, "已送达的一条")).hasAttribute("data-status", "REPORTED");
        phone.setOffline(true);
        RangerPage.report(phone, "还没有送达的一条。");
        assertThat(phone.find("queue-count")).hasText("1");
        var undelivered = RangerPage.idOf(phone, "还没有送达的一条。");

        // When: the session has expired
        phone.context().clearCookies();
        phone.setOffline(false);
        phone.page().reload();

        // Then: the person still has their reports
        assertThat(phone.find("login").first()).isVisible();
        assertThat(RangerPage.itemOf(phone, "还没有送达的一条")).isVisible();

        // When: another person logs in
        phone.open("/login?to=/ranger");
        phone.submitLoginForm("village");
        assertThat(phone.page().locator("[data-testid=person][data-username=village]"))
                .isVisible();

        // Then: only the number of undelivered reports is shown
        assertThat(phone.find("others")).containsText("1");
        assertThat(phone.page().locator("body")).not().containsText("张护林看");
        assertThat(phone.page().locator("body")).not().containsText("还没有送达");
        assertThat(RangerPage.database(phone.page())).doesNotContain("已送达的一条").contains("还没有送达的一条");
        assertThat(platform.client("village")
                        .get("/api/incidents/" + undelivered)
                        .status())
                .isEqualTo(404);

        // When: the first person logs in again
        RangerPage.logOut(phone);
        phone.open("/login?to=/ranger");
        phone.submitLoginForm("ranger");

        // Then
        assertThat(phone.find("report-item", undelivered, "status", "REPORTED")).isVisible();
    }
}
