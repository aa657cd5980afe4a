package org.linzhang.smoke;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A hotel's network responds to every request with its own page and status 200 until a guest has paid. */
@ExtendWith(PlatformExtension.class)
@Order(8)
class CaptivePortalTest {

    private static final String PORTAL = "<!doctype html><title>Hotel</title><h1>请先登录酒店网络</h1>";

    @Test
    void the_portals_page_is_never_shown_or_stored_as_the_app(PlatformUnderTest platform) {
        try (var network = new InterceptingProxy()) {
            // Given
            var ranger = platform.openBrowser(BrowserSession.Device.PHONE, network);
            ranger.logIn("ranger", "/ranger");
            RangerPage.awaitShell(ranger);
            var before = shellOf(ranger);

            // When
            network.intercept(_ -> Optional.of(InterceptingProxy.Reply.html(200, PORTAL)));
            ranger.page().reload();
            RangerPage.report(ranger, "酒店网络里看到的火情。");

            // Then: the app opens, and the report stays stored
            assertThat(ranger.find("queue-count")).hasText("1");
            var incident = RangerPage.idOf(ranger, "酒店网络里看到的火情。");
            assertThat(ranger.find("report-item", incident, "state", "queued")).isVisible();

            // Then: an address without a stored page shows the portal's page, which is not stored
            ranger.open("/chief");
            assertThat(ranger.page().locator("h1")).hasText("请先登录酒店网络");
            ranger.open("/ranger");
            assertThat(ranger.find("report-submit")).isVisible();
            assertThat(shellOf(ranger)).isEqualTo(before).doesNotContain("酒店");

            // When: a proxy shows its own maintenance page
            network.intercept(_ -> Optional.of(InterceptingProxy.Reply.html(503, "<h1>维护中</h1>")));
            ranger.page().reload();

            // Then
            assertThat(ranger.find("report-item", incident, "state", "queued")).isVisible();

            // When: the guest has paid
            network.letEverythingPass();
            ranger.page().reload();

            // Then
            assertThat(ranger.find("report-item", incident, "status", "REPORTED"))
                    .isVisible();
        }
    }

    /** Addresses and texts of all files that the service worker has stored, without the list of open pages. */
    private static String shellOf(BrowserSession visitor) {
        return (String) visitor.page().evaluate("""
                        async () => {
                          const cache = await caches.open('linzhang-shell-v2');
                          const stored = [];
                          for (const request of await cache.keys()) {
                            if (!request.url.includes('/open-pages/') && !request.url.includes('/api/')) {
                              const text = await (await cache.match(request)).text();
                              stored.push(new URL(request.url).pathname + ' ' + (request.url.endsWith('.js') ? text.length : text));
                            }
                          }
                          return stored.sort().join('\\n');
                        }
                        """);
    }
}
