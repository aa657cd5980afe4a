package org.linzhang.smoke;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Messages about the state of a report; reports on a full device, from a frozen page and in unprotected storage. */
@ExtendWith(PlatformExtension.class)
@Order(10)
class DeviceOutboxTest {

    private static final double FROZEN_MS = 40_000;

    /** Simulates a browser on a full device. */
    private static final String NO_SPACE = """
            navigator.storage.estimate = async () => ({ usage: 990_000_000, quota: 1_000_000_000 });
            IDBObjectStore.prototype.add = () => { throw new DOMException('No space', 'QuotaExceededError'); };
            """;

    @Test
    void only_a_delivered_report_is_called_delivered(PlatformUnderTest platform) {
        // Given
        var ranger = platform.logIn("ranger", "/ranger");
        RangerPage.awaitShell(ranger);

        // When, then: with network
        RangerPage.report(ranger, "有网络时的上报。");
        assertThat(ranger.find("report-said")).hasAttribute("data-tone", "good");
        assertThat(ranger.find("report-said")).hasText("已送达");

        // When, then: without network
        ranger.setOffline(true);
        RangerPage.report(ranger, "没有网络时的上报。");
        assertThat(ranger.find("report-said")).hasAttribute("data-tone", "plain");
        assertThat(ranger.find("report-said")).containsText("已保存到本机");
    }

    @Test
    void a_refused_report_is_never_shown_as_saved_or_delivered(PlatformUnderTest platform) {
        // Given
        var ranger = platform.logIn("ranger", "/ranger");
        RangerPage.awaitShell(ranger);
        ranger.context()
                .route(
                        "**/api/incidents/*",
                        route -> route.fulfill(
                                new Route.FulfillOptions()
                                        .setStatus(400)
                                        .setContentType("application/problem+json")
                                        .setBody(
                                                "{\"type\":\"https://linzhang.org/problems/outside-region\",\"title\":\"Outside\",\"status\":400}")));

        // When
        RangerPage.report(ranger, "不在辖区内的火情。");

        // Then
        assertThat(ranger.find("report-said")).hasAttribute("data-tone", "bad");
        assertThat(ranger.find("report-said")).containsText("不在您的辖区内");
        assertThat(RangerPage.itemOf(ranger, "不在辖区内的火情")).hasAttribute("data-state", "attention");
        assertThat(ranger.find("attention-count")).hasText("1");
    }

    @Test
    void a_full_device_keeps_the_form_and_shows_what_to_do(PlatformUnderTest platform) {
        // Given
        var ranger = platform.logIn("ranger", "/ranger");
        RangerPage.awaitShell(ranger);
        ranger.context().addInitScript(NO_SPACE);

        // When, then: the person is warned
        ranger.page().reload();
        assertThat(ranger.find("storage-low")).isVisible();

        // When, then: reports can't be saved any more
        RangerPage.report(ranger, "存储已满时的上报。");
        assertThat(ranger.find("report-said")).hasAttribute("data-tone", "bad");
        assertThat(ranger.find("report-said")).containsText("清理空间");
        assertThat(ranger.find("report-description")).hasValue("存储已满时的上报。");
    }

    @Test
    void a_frozen_page_does_not_block_the_reports_of_other_pages(PlatformUnderTest platform) {
        // Given: a page that the system has frozen while it was sending
        var ranger = platform.logIn("ranger", "/ranger");
        RangerPage.awaitShell(ranger);
        var frozen = ranger.context().newPage();
        frozen.navigate(platform.gateway().resolve("/icons/icon.svg").toString());
        frozen.evaluate(
                "() => new Promise(held => void navigator.locks.request('linzhang.outbox.round', { steal: true }, () => { held(); return new Promise(() => {}); }))");

        // When
        RangerPage.report(ranger, "另一页面被冻结时的上报。");

        // Then
        assertThat(RangerPage.itemOf(ranger, "另一页面被冻结时的上报"))
                .hasAttribute(
                        "data-status", "REPORTED", new LocatorAssertions.HasAttributeOptions().setTimeout(FROZEN_MS));
    }

    @Test
    void the_person_sees_whether_the_browser_protects_what_is_stored(PlatformUnderTest platform) {
        // Given
        var ranger = platform.logIn("ranger", "/ranger");

        // Then
        var isProtected = (boolean) ranger.page().evaluate("() => navigator.storage.persisted()");
        assertThat(ranger.find("protection")).hasAttribute("data-state", isProtected ? "protected" : "unprotected");
    }
}
