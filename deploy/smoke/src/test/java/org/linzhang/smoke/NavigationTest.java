package org.linzhang.smoke;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.linzhang.smoke.PlatformUnderTest.COUNTY;
import static org.linzhang.smoke.PlatformUnderTest.VILLAGE;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.linzhang.local.client.Report;
import org.linzhang.smoke.BrowserSession.Device;

@ExtendWith(PlatformExtension.class)
class NavigationTest {
    /** Enough to make the list of cases higher than the window. */
    private static final int CASES = 12;

    private static final String SCROLL_TO_THE_END = "() => scrollTo(0, document.documentElement.scrollHeight)";
    private static final String SCROLLED = "() => scrollY";
    /** A reloaded page loses the mark. */
    private static final String MARK = "window.marked = true";

    private static final String MARKED = "window.marked === true";
    private static final String FOCUSED = "() => document.activeElement.tagName";
    /** Whether the device has stored the page and the chunk of the list of cases, which was never opened. */
    private static final String SHELL_IS_STORED = """
            async () => {
              const stored = await Promise.all((await caches.keys()).map(async name => (await caches.open(name)).keys()));
              const paths = stored.flat().map(({ url }) => new URL(url).pathname);
              return navigator.serviceWorker.controller !== null && paths.includes('/chief')
                  && paths.some(path => path.startsWith('/static/bundle/cases-page-'));
            }
            """;

    @Test
    void a_deep_link_opened_without_a_session_is_reached_by_logging_in(PlatformUnderTest platform) {
        // Given
        var fire = platform.client("ranger")
                .report(Report.of("FIRE", "MINOR", "深链接测试：山脚冒烟。").in(VILLAGE));
        var pest = platform.client("ranger")
                .report(Report.of("PEST", "MINOR", "深链接测试：松针枯黄。").in(VILLAGE));
        var address = "/chief/cases?region=" + VILLAGE + "&kind=PEST&status=REPORTED";
        var county = platform.openBrowser(Device.DESKTOP);
        county.open(address);

        // When
        county.find("login").first().click();
        county.submitLoginForm("county");

        // Then
        county.page().waitForURL(platform.gateway().resolve(address).toString());
        assertThat(county.find("case-item", pest)).isVisible();
        assertThat(county.find("case-item", fire)).hasCount(0);
        assertThat(county.find("filter-kind")).hasValue("PEST");
        assertThat(county.page()).hasTitle(Pattern.compile("问题台账.*"));
    }

    @Test
    void the_log_in_page_has_the_language_and_design_of_the_page(PlatformUnderTest platform) {
        // Given
        var county = platform.openBrowser(Device.PHONE);
        county.open("/chief");
        county.find("language").click();

        // When
        county.find("login").first().click();

        // Then
        assertThat(county.page().locator("#kc-login")).hasText("Log in");
        assertThat(county.page().locator("#kc-header-wrapper")).hasText("Linzhang");
        assertThat(county.page().locator("#kc-login")).hasCSS("background-color", "rgb(27, 97, 69)");

        // When: the link names a language that the platform doesn't have
        county.open("/login?to=/chief&language=tlh%26prompt%3Dnone");

        // Then: Keycloak uses the browser's language
        assertThat(county.page().locator("#kc-login")).hasText("登录");
        assertThat(county.page().url()).doesNotContain("tlh").doesNotContain("prompt");
    }

    @Test
    void back_from_a_case_returns_to_the_same_position_in_the_same_list(PlatformUnderTest platform) {
        // Given
        var wildlife = reports(platform, "WILDLIFE");
        var county = platform.logIn("county", "/chief/cases");
        county.find("filter-kind").selectOption("WILDLIFE");
        assertThat(county.page()).hasURL(Pattern.compile(".*[?]kind=WILDLIFE"));
        assertThat(county.find("case-item", wildlife.getLast())).isVisible();
        county.page().evaluate(SCROLL_TO_THE_END);
        var scrolled = number(county, SCROLLED);
        assertThat(scrolled).isPositive();

        // When
        county.find("case-item").last().click();

        // Then
        assertThat(county.find("case")).isVisible();
        assertThat(county.page()).hasTitle(Pattern.compile("问题详情.*"));
        await().pollInSameThread().untilAsserted(() -> {
            assertThat(county.page().evaluate(FOCUSED)).isEqualTo("H1");
            assertThat(number(county, SCROLLED)).isZero();
        });

        // When
        county.page().goBack();

        // Then
        assertThat(county.page()).hasURL(Pattern.compile(".*[?]kind=WILDLIFE"));
        assertThat(county.find("filter-kind")).hasValue("WILDLIFE");
        await().pollInSameThread()
                .untilAsserted(() -> assertThat(number(county, SCROLLED)).isCloseTo(scrolled, within(2.0)));

        // When
        county.page().goForward();

        // Then
        assertThat(county.find("case")).isVisible();
    }

    @Test
    void the_filters_of_the_list_survive_a_reload_and_are_undone_by_back(PlatformUnderTest platform) {
        // Given
        var accepted = platform.client("ranger")
                .report(Report.of("WETLAND", "MINOR", "湿地边有新鲜车辙。").in(VILLAGE));
        platform.client("county").act("accept", accepted, "立案。");
        var reported = platform.client("ranger")
                .report(Report.of("WETLAND", "MINOR", "湿地边有垃圾。").in(VILLAGE));
        var county = platform.logIn("county", "/chief/cases?kind=WETLAND");
        assertThat(county.find("case-item", accepted)).isVisible();

        // When
        county.find("filter-status").selectOption("REPORTED");

        // Then
        assertThat(county.find("case-item", accepted)).hasCount(0);
        assertThat(county.find("case-item", reported)).isVisible();

        // When
        county.page().reload();

        // Then
        assertThat(county.find("filter-status")).hasValue("REPORTED");
        assertThat(county.find("case-item", reported)).isVisible();
        assertThat(county.find("case-item", accepted)).hasCount(0);

        // When
        county.page().goBack();

        // Then
        assertThat(county.find("filter-status")).hasValue("");
        assertThat(county.find("case-item", accepted)).isVisible();
    }

    @Test
    void a_region_in_the_address_is_selected_on_every_level(PlatformUnderTest platform) {
        // When
        var county = platform.logIn("county", "/chief/cases?region=" + VILLAGE);

        // Then
        assertThat(county.find("region-TOWNSHIP")).hasValue(VILLAGE.substring(0, 9));
        assertThat(county.find("region-VILLAGE")).hasValue(VILLAGE);
    }

    @Test
    void a_case_is_decided_on_its_own_page(PlatformUnderTest platform) {
        // Given
        var incident = platform.client("ranger")
                .report(Report.of("OTHER", "MINOR", "护林站围栏破损。").in(VILLAGE));
        var county = platform.logIn("county", "/chief/cases/" + incident);
        assertThat(county.find("case", incident, "status", "REPORTED")).isVisible();

        // When
        county.find("action-accept").click();
        county.find("note-confirm").click();

        // Then
        assertThat(county.find("case", incident, "status", "ACCEPTED")).isVisible();
        assertThat(county.page().locator("lz-timeline")).containsText("立案");
    }

    @Test
    void back_undoes_each_step_of_the_drill_down_to_a_region(PlatformUnderTest platform) {
        // Given
        platform.client("ranger").report(Report.of("SPOT", "MINOR", "图斑核查。").in(VILLAGE));
        var supervisor = platform.logIn("supervisor", "/supervisor");
        supervisor.page().evaluate(MARK);
        var county = supervisor.page().locator("[data-testid=closure-row][data-key='%s']".formatted(COUNTY));
        county.getByTestId("closure-down").click();
        assertThat(supervisor.page()).hasURL(Pattern.compile(".*/supervisor[?]region=" + COUNTY));
        assertThat(county).hasCount(0);

        // When
        supervisor.find("closure-by-kind").click();

        // Then
        assertThat(supervisor.page()).hasURL(Pattern.compile(".*[?]region=" + COUNTY + "&by=kind"));
        assertThat(supervisor.page().locator("[data-testid=closure-row][data-key=SPOT]"))
                .isVisible();

        // When
        supervisor.page().goBack();
        supervisor.page().goBack();

        // Then
        assertThat(county).isVisible();
        assertThat(supervisor.page())
                .hasURL(platform.gateway().resolve("/supervisor").toString());
        assertThat(supervisor.page().evaluate(MARKED)).isEqualTo(true);
    }

    @Test
    void the_open_tab_of_the_alerts_is_in_the_address(PlatformUnderTest platform) {
        // Given
        var county = platform.logIn("county", "/chief?tab=settled");
        assertThat(county.find("alerts-settled")).hasAttribute("aria-pressed", "true");
        county.page().evaluate(MARK);

        // When
        county.find("alerts-open").click();

        // Then
        assertThat(county.page()).hasURL(platform.gateway().resolve("/chief").toString());

        // When
        county.page().goBack();

        // Then
        assertThat(county.find("alerts-settled")).hasAttribute("aria-pressed", "true");
        assertThat(county.page().evaluate(MARKED)).isEqualTo(true);
    }

    @Test
    void a_page_that_was_never_opened_opens_without_network(PlatformUnderTest platform) {
        // Given
        var county = platform.logIn("county", "/chief");
        // waitForFunction treats the promise of an asynchronous function as true.
        await().pollInSameThread().until(() -> (boolean) county.page().evaluate(SHELL_IS_STORED));

        // When
        county.setOffline(true);
        county.open("/chief/cases?kind=FIRE");

        // Then: the app, not the browser, states that the server can't be reached
        assertThat(county.find("language")).isVisible();
        assertThat(county.page().locator("h1")).hasText("暂时连不上服务器");

        // When
        county.setOffline(false);

        // Then: the page opens from the device's cache
        assertThat(county.find("filter-kind")).hasValue("FIRE");
    }

    @Test
    void an_unknown_address_shows_that_there_is_no_such_page(PlatformUnderTest platform) {
        // When
        var county = platform.logIn("county", "/chief/no/such/page");

        // Then
        assertThat(county.find("no-such-page")).isVisible();
    }

    private static List<UUID> reports(PlatformUnderTest platform, String kind) {
        return IntStream.range(0, CASES)
                .mapToObj(i -> platform.client("ranger")
                        .report(Report.of(kind, "MINOR", "第%d号，待核实。".formatted(i))
                                .in(VILLAGE)))
                .toList();
    }

    private static double number(BrowserSession session, String script) {
        return ((Number) session.page().evaluate(script)).doubleValue();
    }
}
