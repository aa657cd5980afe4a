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
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.linzhang.smoke.BrowserSession.Device;

@ExtendWith(PlatformExtension.class)
@Order(3)
class GatewayTest {
    private static final List<String> FACES = List.of("/", "/ranger", "/chief", "/supervisor");
    /** What every JSON web token begins with. */
    private static final String TOKEN = "eyJ";

    private static final String ALL_THAT_SCRIPTS_CAN_READ = """
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
    void a_stranger_sees_the_shell_but_no_data(PlatformUnderTest linzhang) {
        // Given
        var stranger = linzhang.visitor(Device.DESK);

        for (var face : FACES) {
            // When
            stranger.opens(face);
            // Then
            assertThat(stranger.see("login").first()).isVisible();
            assertThat(stranger.see("person")).hasCount(0);
        }
        for (var data : List.of(
                "me", "incidents", "alerts", "alerts/stream", "roster", "patrols", "statistics/closure", "regions")) {
            var answer = stranger.fetches("/api/" + data);
            assertThat(answer.status()).as(data).isEqualTo(401);
            assertThat(answer.json().path("type").asText()).as(data).endsWith("/unauthorized");
        }
    }

    @Test
    void a_session_is_no_secret_of_scripts_and_ends_with_logging_out(PlatformUnderTest linzhang) {
        // Given
        var county = linzhang.visitor("county", "/chief");

        // Then
        var session = county.context().cookies().stream()
                .filter(cookie -> cookie.name.startsWith("q_session"))
                .toList();
        assertThat(session).isNotEmpty().allSatisfy(cookie -> {
            assertThat(cookie.httpOnly).isTrue();
            assertThat(cookie.sameSite).isIn(SameSiteAttribute.LAX, SameSiteAttribute.STRICT);
        });
        assertThat((String) county.page().evaluate(ALL_THAT_SCRIPTS_CAN_READ))
                .contains("赵县林长")
                .doesNotContain(TOKEN)
                .doesNotContain("q_session");
        assertThat(county.fetches("/api/alerts").status()).isEqualTo(200);

        // When
        county.see("logout").click();
        county.see("logout-confirm").click();

        // Then
        assertThat(county.see("login").first()).isVisible();
        assertThat(county.see("person")).hasCount(0);
        await().pollInSameThread()
                .untilAsserted(() -> assertThat(county.context().cookies())
                        .noneMatch(cookie -> cookie.name.startsWith("q_session")));
        assertThat(county.fetches("/api/alerts").status()).isEqualTo(401);
        county.opens("/login?to=/chief");
        assertThat(county.page().locator("#password")).isVisible();
    }

    @Test
    void logging_in_leads_to_no_other_site(PlatformUnderTest linzhang) {
        // Given
        var county = linzhang.visitor(Device.DESK);

        // When
        county.opens("/login?to=//evil.example");
        county.fillsIn("county");

        // Then
        county.page().waitForURL(linzhang.gateway().resolve("/").toString());
        for (var evil :
                List.of("https://evil.example/", "/%5Cevil.example", "/%09/evil.example", "javascript:alert(1)")) {
            county.opens("/login?to=" + evil);
            assertThat(county.page().url())
                    .isEqualTo(linzhang.gateway().resolve("/").toString());
        }
        assertThat(county.origins()).containsExactlyInAnyOrder(origin(linzhang.gateway()), origin(linzhang.keycloak()));
    }

    @Test
    void a_write_that_another_site_set_off_is_refused(PlatformUnderTest linzhang) {
        // Given
        var county = linzhang.visitor("county", "/chief");
        var report = Report.of("FIRE", "MAJOR", "不是县林长写的").in(PlatformUnderTest.COUNTY);
        var id = UUID.randomUUID();

        // When
        var answer = county.context()
                .request()
                .put(
                        linzhang.gateway().resolve("/api/incidents/" + id).toString(),
                        RequestOptions.create()
                                .setHeader("Origin", "https://evil.example")
                                .setData(report.body()));

        // Then
        assertThat(answer.status()).isEqualTo(403);
        assertThat(county.fetches("/api/incidents/" + id).status()).isEqualTo(404);
        assertThat(county.fetches("PUT", "/api/incidents/" + id, Map.copyOf(report.body()))
                        .status())
                .isEqualTo(201);
    }

    private static String origin(URI address) {
        return "%s://%s".formatted(address.getScheme(), address.getRawAuthority());
    }
}
