package org.linzhang.smoke;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.linzhang.local.client.Json;
import org.linzhang.local.client.Report;

/** Waiting reports on a device survive updates of the pages and of the database. */
@ExtendWith(PlatformExtension.class)
@Order(9)
class AppUpdateTest {

    /** A file of the platform that runs no code. */
    private static final String PLAIN_PAGE = "/icons/icon.svg";

    private static final Pattern SCRIPT = Pattern.compile("/static/bundle/(ranger-[A-Z0-9]{8})\\.js");
    private static final String NEW_SCRIPT = "ranger-NEWNEW22";
    private static final String STORED =
            "async () => (await (await caches.open('linzhang-shell-v2')).keys()).map(({ url }) => url).join(' ')";

    /** The data of the web client's first version on a device: only reports, with people identified by username. */
    private static final String VERSION_1 = """
            async ([waiting, refused, body]) => {
              const open = indexedDB.open('linzhang', 1);
              open.onupgradeneeded = () => {
                open.result.createObjectStore('reports', { keyPath: 'id' });
                open.result.createObjectStore('seen', { keyPath: 'owner' });
              };
              await new Promise((resolve, reject) => { open.onsuccess = resolve; open.onerror = reject; });
              const write = open.result.transaction(['reports', 'seen'], 'readwrite');
              const report = {
                owner: 'ranger', regionName: '小堰村', body: JSON.parse(body), state: 'queued', savedAt: Date.now() - 60000,
                sentAt: null, dueAt: Date.now() - 60000, attempts: 2, problem: null, clockCorrected: false,
              };
              write.objectStore('reports').add({ ...report, id: waiting });
              write.objectStore('reports').add({
                ...report, id: refused, state: 'attention', body: { ...report.body, description: '旧版本中被退回的一条' },
                problem: { type: 'https://linzhang.org/problems/outside-region', title: 'Outside', status: 400 },
              });
              write.objectStore('seen').add({ owner: 'ranger', at: Date.now(), incidents: [] });
              await new Promise(resolve => { write.oncomplete = resolve; });
              localStorage.setItem('linzhang.me', JSON.stringify({
                username: 'ranger', name: '张护林', roles: ['ranger'],
                region: { code: '512002100201', name: '小堰村', level: 'VILLAGE' },
              }));
              window.kept = open.result;
            }
            """;

    @Test
    void reports_that_the_first_version_has_stored_are_delivered_with_their_ids(PlatformUnderTest platform) {
        // Given
        var phone = platform.openBrowser(BrowserSession.Device.PHONE);
        var waiting = UUID.randomUUID();
        var refused = UUID.randomUUID();
        storeVersion1Data(phone.page(), platform.gateway(), waiting, refused);
        phone.page().evaluate("() => window.kept.close()");

        // When: the new version opens
        phone.open("/ranger");

        // Then: both are shown before anyone has logged in
        assertThat(phone.find("queue-count")).hasText("1");
        assertThat(phone.find("attention-count")).hasText("1");
        assertThat(phone.find("report-item", refused, "state", "attention")).containsText("旧版本中被退回的一条");

        // When
        phone.open("/login?to=/ranger");
        phone.submitLoginForm("ranger");

        // Then
        assertThat(phone.find("report-item", waiting, "status", "REPORTED")).isVisible();
        assertThat(phone.find("report-item", refused, "state", "attention")).isVisible();
        assertThat(platform.client("ranger").get("/api/incidents/" + waiting).status())
                .isEqualTo(200);
    }

    @Test
    void a_page_that_blocks_the_update_of_the_database_is_reported_and_no_report_is_lost(PlatformUnderTest platform) {
        // Given: a page of the first version that keeps the database open
        var phone = platform.openBrowser(BrowserSession.Device.PHONE);
        var waiting = UUID.randomUUID();
        var old = phone.context().newPage();
        storeVersion1Data(old, platform.gateway(), waiting, UUID.randomUUID());

        // When
        phone.open("/ranger");

        // Then
        assertThat(phone.find("database-blocked")).isVisible();

        // When
        RangerPage.report(phone, "旧页面还开着时写的。");

        // Then: the report is not saved but still in the form
        assertThat(phone.find("report-said")).hasAttribute("data-tone", "bad");
        assertThat(phone.find("report-description")).hasValue("旧页面还开着时写的。");

        // When
        old.close();

        // Then
        assertThat(phone.find("database-blocked")).hasCount(0);
        assertThat(phone.find("report-item", waiting)).isVisible();
        phone.find("report-submit").click();
        assertThat(RangerPage.itemOf(phone, "旧页面还开着时写的")).isVisible();
    }

    @Test
    void a_page_that_is_older_than_the_database_shows_that_it_is_out_of_date(PlatformUnderTest platform) {
        // Given
        var ranger = platform.logIn("ranger", "/ranger");
        RangerPage.awaitShell(ranger);
        ranger.setOffline(true);
        RangerPage.report(ranger, "新版本之前写的一条。");
        assertThat(ranger.find("queue-count")).hasText("1");

        // When: a newer version upgrades the database
        var newer = ranger.context().newPage();
        ranger.context().route("**/api/incidents/**", Route::abort);
        ranger.setOffline(false);
        newer.navigate(platform.gateway().resolve(PLAIN_PAGE).toString());
        newer.evaluate("""
                async () => {
                  const open = indexedDB.open('linzhang', 99);
                  await new Promise((resolve, reject) => { open.onsuccess = resolve; open.onerror = reject; });
                  open.result.close();
                }
                """);

        // Then: the open page and a newly opened one show that they are out of date
        assertThat(ranger.find("database-newer")).isVisible();
        RangerPage.report(ranger, "页面旧了之后写的。");
        assertThat(ranger.find("report-said")).hasAttribute("data-tone", "bad");
        assertThat(ranger.find("report-description")).hasValue("页面旧了之后写的。");
        ranger.page().reload();
        assertThat(ranger.find("database-newer")).isVisible();
        assertThat((String) newer.evaluate("""
                        async () => {
                          const open = indexedDB.open('linzhang');
                          await new Promise(resolve => { open.onsuccess = resolve; });
                          const all = open.result.transaction('entries').objectStore('entries').getAll();
                          await new Promise(resolve => { all.onsuccess = resolve; });
                          return JSON.stringify(all.result);
                        }
                        """)).contains("新版本之前写的一条");
    }

    @Test
    void a_new_version_replaces_the_old_one_only_when_all_its_files_are_there(PlatformUnderTest platform) {
        try (var network = new InterceptingProxy()) {
            // Given
            var ranger = platform.openBrowser(BrowserSession.Device.PHONE, network);
            ranger.logIn("ranger", "/ranger");
            RangerPage.awaitShell(ranger);
            var oldScript = script(ranger.page());
            network.intercept(AppUpdateTest::withoutIncidents);
            RangerPage.report(ranger, "更新之前写的一条。");
            assertThat(ranger.find("queue-count")).hasText("1");

            // When: there is a new version, of which one file can't be loaded
            network.intercept(uri -> update(network, uri, _ -> InterceptingProxy.Reply.html(404, "")));
            ranger.page().reload();

            // Then: the old version stays in use
            assertThat(ranger.find("queue-count")).hasText("1");
            assertThat(script(ranger.page())).isEqualTo(oldScript);

            // When: the file can be loaded
            var open = ranger.context().newPage();
            open.navigate(platform.gateway().resolve("/ranger").toString());
            open.waitForSelector("[data-testid=report-submit]");
            network.intercept(uri ->
                    update(network, uri, _ -> network.fetch(platform.gateway().resolve(oldScript))));
            await().pollInSameThread().untilAsserted(() -> {
                ranger.page().reload();
                assertThat(script(ranger.page())).contains(NEW_SCRIPT);
            });

            // Then: the new version shows the report, also without network, and the open page still has its files
            assertThat(ranger.find("queue-count")).hasText("1");
            ranger.setOffline(true);
            ranger.page().reload();
            assertThat(script(ranger.page())).contains(NEW_SCRIPT);
            assertThat(ranger.find("queue-count")).hasText("1");
            assertThat(open.evaluate("async path => (await fetch(path)).ok", oldScript))
                    .as("the open page's own script")
                    .isEqualTo(true);

            // When: the old page is closed
            open.close();
            ranger.setOffline(false);
            ranger.page().reload();

            // Then: its files are deleted
            await().pollInSameThread()
                    .untilAsserted(() -> assertThat((String) ranger.page().evaluate(STORED))
                            .contains(NEW_SCRIPT)
                            .doesNotContain(oldScript));
        }
    }

    /** The gateway's responses after an update: the page names a new script. */
    private static Optional<InterceptingProxy.Reply> update(
            InterceptingProxy network, URI uri, Function<URI, InterceptingProxy.Reply> newScript) {
        if (uri.getPath().equals("/ranger")) {
            var page = network.fetch(uri);
            var text = SCRIPT.matcher(new String(page.body(), StandardCharsets.UTF_8))
                    .replaceAll("/static/bundle/" + NEW_SCRIPT + ".js");
            return Optional.of(
                    new InterceptingProxy.Reply(page.status(), page.headers(), text.getBytes(StandardCharsets.UTF_8)));
        }
        return uri.getPath().endsWith("/" + NEW_SCRIPT + ".js")
                ? Optional.of(newScript.apply(uri))
                : withoutIncidents(uri);
    }

    /** Blocks the delivery, so that the report keeps waiting. */
    private static Optional<InterceptingProxy.Reply> withoutIncidents(URI uri) {
        return uri.getPath().startsWith("/api/incidents")
                ? Optional.of(InterceptingProxy.Reply.html(503, "busy"))
                : Optional.empty();
    }

    /** The address of the script that a page has loaded. */
    private static String script(Page page) {
        return (String)
                page.evaluate("() => new URL(document.querySelector('script[src*=\"/ranger-\"]').src).pathname");
    }

    private static void storeVersion1Data(Page page, URI gateway, UUID waiting, UUID refused) {
        page.navigate(gateway.resolve(PLAIN_PAGE).toString());
        var body = Report.of("FIRE", "MAJOR", "旧版本中等待发送的一条")
                .in(PlatformUnderTest.VILLAGE)
                .body();
        page.evaluate(VERSION_1, new Object[] {waiting.toString(), refused.toString(), Json.write(body)});
    }
}
