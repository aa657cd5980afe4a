package org.linzhang.smoke;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.UUID;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** Actions of a user on the ranger's page, and the data that the page stores on the device. */
final class RangerPage {

    /** Waits until the page can be opened without network. */
    private static final String SHELL_IS_CACHED =
            "async () => navigator.serviceWorker.controller !== null && (await caches.match('/ranger')) !== undefined && (await caches.match('/')) !== undefined";

    private static final String DATABASE = """
            async () => {
              const open = indexedDB.open('linzhang');
              await new Promise((resolve, reject) => { open.onsuccess = resolve; open.onerror = reject; });
              const database = open.result;
              const rows = {};
              for (const store of database.objectStoreNames) {
                const all = database.transaction(store).objectStore(store).getAll();
                await new Promise(resolve => { all.onsuccess = resolve; });
                rows[store] = all.result;
              }
              database.close();
              return JSON.stringify(rows);
            }
            """;

    private RangerPage() {}

    static void awaitShell(BrowserSession ranger) {
        // waitForFunction treats the promise of an asynchronous function as true.
        await().pollInSameThread().until(() -> (boolean) ranger.page().evaluate(SHELL_IS_CACHED));
    }

    /** Fills in the form and presses the button. */
    static void report(BrowserSession ranger, String description) {
        ranger.find("report-kind-FIRE").click();
        ranger.find("report-description").fill(description);
        ranger.find("report-submit").click();
    }

    /** The incident's id, read from the item in the list. */
    static UUID idOf(BrowserSession ranger, String description) {
        return UUID.fromString(itemOf(ranger, description).getAttribute("data-incident-id"));
    }

    static Locator itemOf(BrowserSession ranger, String description) {
        return ranger.find("report-item").filter(new Locator.FilterOptions().setHasText(description));
    }

    static void logOut(BrowserSession session) {
        session.find("logout").click();
        session.find("logout-confirm").click();
        assertThat(session.find("person")).hasCount(0);
    }

    /** All rows of the device's database, as JSON. */
    static String database(Page page) {
        return (String) page.evaluate(DATABASE);
    }
}
