package org.linzhang.smoke;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.microsoft.playwright.options.RequestOptions;
import com.microsoft.playwright.options.SameSiteAttribute;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.linzhang.local.client.Report;
import org.linzhang.smoke.BrowserSession.Device;

@ExtendWith(PlatformExtension.class)
class GatewayTest {
    private static final List<String> PAGES = List.of("/", "/ranger", "/chief", "/supervisor");
    /** The beginning of every JSON web token. */
    private static final String TOKEN = "eyJ";

    private static final String READ_ALL_STORAGE = """
            async () => {
              const databases = await indexedDB.databases();
              const rows = await Promise.all(databases.map(({ name }) => new Promise((resolve, reject) => {
                const open = indexedDB.open(name);
                open.onerror = () => reject(open.error);
                open.onsuccess = () => {
                  const stores = [...open.result.objectStoreNames];
                  Promise.all(stores.map(store => new Promise(done => {
                    const all = open.result.transaction(store).objectStore(store).getAll();
                    all.onsuccess = () => done(all.result);
                  }))).then(found => { open.result.close(); resolve(found); });
                };
              })));
              const me = await (await fetch('/api/me')).text();
              return JSON.stringify([document.cookie, { ...localStorage }, { ...sessionStorage }, rows, me, document.documentElement.outerHTML]);
            }
            """;

    @Test
    void an_anonymous_user_sees_the_pages_without_data(PlatformUnderTest platform) {
        // Given
        var anonymous = platform.openBrowser(Device.DESKTOP);

        for (var page : PAGES) {
            // When
            anonymous.open(page);
            // Then
            assertThat(anonymous.find("login").first()).isVisible();
            assertThat(anonymous.find("person")).hasCount(0);
        }
        for (var data : List.of(
                "me", "incidents", "alerts", "alerts/stream", "roster", "patrols", "statistics/closure", "regions")) {
            var response = anonymous.fetch("/api/" + data);
            assertThat(response.status()).as(data).isEqualTo(401);
            assertThat(response.json().path("type").asText()).as(data).endsWith("/unauthorized");
        }
    }

    @Test
    void scripts_can_not_read_the_session_and_the_log_out_ends_it(PlatformUnderTest platform) {
        // Given
        var county = platform.logIn("county", "/chief");

        // Then
        var cookies = county.context().cookies().stream()
                .filter(cookie -> cookie.name.startsWith("q_session"))
                .toList();
        assertThat(cookies).isNotEmpty().allSatisfy(cookie -> {
            assertThat(cookie.httpOnly).isTrue();
            assertThat(cookie.sameSite).isIn(SameSiteAttribute.LAX, SameSiteAttribute.STRICT);
        });
        assertThat((String) county.page().evaluate(READ_ALL_STORAGE))
                .contains("赵县林长")
                .doesNotContain(TOKEN)
                .doesNotContain("q_session");
        assertThat(county.fetch("/api/alerts").status()).isEqualTo(200);

        // When
        county.find("logout").click();
        county.find("logout-confirm").click();

        // Then
        assertThat(county.find("login").first()).isVisible();
        assertThat(county.find("person")).hasCount(0);
        await().pollInSameThread()
                .untilAsserted(() -> assertThat(county.context().cookies())
                        .noneMatch(cookie -> cookie.name.startsWith("q_session")));
        assertThat(county.fetch("/api/alerts").status()).isEqualTo(401);
        county.open("/login?to=/chief");
        assertThat(county.page().locator("#password")).isVisible();
    }

    @Test
    void the_log_in_redirects_to_no_other_site(PlatformUnderTest platform) {
        // Given
        var county = platform.openBrowser(Device.DESKTOP);

        // When
        county.open("/login?to=//evil.example");
        county.submitLoginForm("county");

        // Then
        county.page().waitForURL(platform.gateway().resolve("/").toString());
        for (var evil :
                List.of("https://evil.example/", "/%5Cevil.example", "/%09/evil.example", "javascript:alert(1)")) {
            county.open("/login?to=" + evil);
            assertThat(county.page().url())
                    .isEqualTo(platform.gateway().resolve("/").toString());
        }
        assertThat(county.requestedOrigins())
                .containsExactlyInAnyOrder(origin(platform.gateway()), origin(platform.keycloak()));
    }

    @Test
    void a_write_request_of_another_site_is_refused(PlatformUnderTest platform) {
        // Given
        var county = platform.logIn("county", "/chief");
        var report = Report.of("FIRE", "MAJOR", "不是县林长写的").in(PlatformUnderTest.COUNTY);
        var id = UUID.randomUUID();

        // When
        var response = county.context()
                .request()
                .put(
                        platform.gateway().resolve("/api/incidents/" + id).toString(),
                        RequestOptions.create()
                                .setHeader("Origin", "https://evil.example")
                                .setData(report.body()));

        // Then
        assertThat(response.status()).isEqualTo(403);
        assertThat(county.fetch("/api/incidents/" + id).status()).isEqualTo(404);
        assertThat(county.fetch("PUT", "/api/incidents/" + id, Map.copyOf(report.body()))
                        .status())
                .isEqualTo(201);
    }

    private static String origin(URI address) {
        return "%s://%s".formatted(address.getScheme(), address.getRawAuthority());
    }
}
