package org.linzhang.smoke;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Geolocation;
import com.microsoft.playwright.options.Proxy;

/** Somebody at a browser of their own: cookies, storage, service worker and page are nobody else's. */
final class BrowserSession implements AutoCloseable {
    /** What they look at it on: the size of the page in pixels, and how fine they are. */
    enum Device {
        PHONE(390, 844, 1.5),
        DESK(1440, 900, 1);

        private final int width;
        private final int height;
        private final double scale;

        Device(int width, int height, double scale) {
            this.width = width;
            this.height = height;
            this.scale = scale;
        }
    }

    private static final String STRANGER = "stranger";
    static final double PATIENCE_MS = 20_000;
    /** In the village of the ranger, as a phone under trees finds it. */
    private static final Geolocation XIAOYAN = new Geolocation(30.1219, 104.65).setAccuracy(8);

    private static final String FETCH = """
            async ([path, method, body]) => {
              const response = await fetch(path, {
                method,
                headers: { 'X-Requested-With': 'linzhang', ...(body === null ? {} : { 'Content-Type': 'application/json' }) },
                body,
              });
              return [String(response.status), await response.text()];
            }
            """;

    private final URI gateway;
    private final BrowserContext context;
    private final Page page;
    private final List<String> console = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private final Set<String> origins = new LinkedHashSet<>();
    private String name = STRANGER;

    BrowserSession(Browser browser, URI gateway, Device device) {
        this(browser, gateway, device, new Browser.NewContextOptions());
    }

    /** With a proxy between the browser and the platform. */
    BrowserSession(Browser browser, URI gateway, Device device, InterceptingProxy proxy) {
        // Chromium asks no proxy for its own machine, unless it is told to.
        this(
                browser,
                gateway,
                device,
                new Browser.NewContextOptions().setProxy(new Proxy(proxy.address()).setBypass("<-loopback>")));
    }

    private BrowserSession(Browser browser, URI gateway, Device device, Browser.NewContextOptions options) {
        this.gateway = gateway;
        context = browser.newContext(options.setViewportSize(device.width, device.height)
                .setDeviceScaleFactor(device.scale)
                .setHasTouch(device == Device.PHONE)
                .setLocale("zh-CN")
                .setTimezoneId("Asia/Shanghai")
                .setGeolocation(XIAOYAN)
                .setPermissions(List.of("geolocation")));
        context.setDefaultTimeout(PATIENCE_MS);
        context.onConsoleMessage(this::heard);
        context.onWebError(error -> complaints.add("uncaught: " + error.error()));
        context.onRequest(request -> origins.add(originOf(request.url())));
        page = context.newPage();
    }

    /** Opens a page of the platform. */
    void opens(String path) {
        page.navigate(gateway.resolve(path).toString());
    }

    /** Opens a face and logs in by its button and Keycloak's page, which comes back to the face. */
    void logsIn(String username, String face) {
        opens(face);
        see("login").first().click();
        fillsIn(username);
        page.waitForURL(gateway.resolve(face).toString());
        page.locator("[data-testid=person][data-username=%s]".formatted(username))
                .waitFor();
    }

    /** On Keycloak's page. */
    void fillsIn(String username) {
        name = username;
        page.locator("#username").fill(username);
        page.locator("#password").fill(PlatformUnderTest.PASSWORD);
        page.locator("#kc-login").click();
    }

    /** Without or with network again, as the whole browser sees it. */
    void goesOffline(boolean offline) {
        context.setOffline(offline);
    }

    /** Whatever carries that test id. */
    Locator see(String testId) {
        return page.getByTestId(testId);
    }

    /** What is shown of an incident: {@code report-item}, {@code alert-item}, {@code handled-item}. */
    Locator see(String testId, UUID incident) {
        return page.locator("[data-testid=%s][data-incident-id='%s']".formatted(testId, incident));
    }

    /** What is shown of an incident in a certain state, such as {@code status=ACKNOWLEDGED}. */
    Locator see(String testId, UUID incident, String attribute, String value) {
        return page.locator(
                "[data-testid=%s][data-incident-id='%s'][data-%s='%s']".formatted(testId, incident, attribute, value));
    }

    /** A call by a script of the page, with the session that the browser has. */
    ApiResponse fetches(String path) {
        return fetches("GET", path, null);
    }

    ApiResponse fetches(String method, String path, Map<String, ?> body) {
        var arguments = new ArrayList<Object>(List.of(path, method));
        arguments.add(body == null ? null : ApiResponse.JSON.valueToTree(body).toString());
        var answer = (List<?>) page.evaluate(FETCH, arguments);
        return new ApiResponse(Integer.parseInt((String) answer.get(0)), (String) answer.get(1));
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    /** Errors in the console of our pages, and exceptions that nobody caught. */
    List<String> complaints() {
        return complaints;
    }

    /** Scheme, host and port of everything that was asked for. */
    Set<String> origins() {
        return origins;
    }

    /** All that the console says, of Keycloak's pages too. */
    List<String> console() {
        return console;
    }

    String name() {
        return name;
    }

    @Override
    public void close() {
        context.close();
    }

    private void heard(ConsoleMessage message) {
        var line = "%s %s (%s)".formatted(message.type(), message.text(), message.location());
        console.add(line);
        if (message.type().equals("error")
                && message.location().startsWith(gateway.toString())
                && !isLoginFirst(message)) {
            complaints.add(line);
        }
    }

    /** A page finds out by a refusal that nobody is logged in yet, and the browser notes that as an error. */
    private boolean isLoginFirst(ConsoleMessage message) {
        return name.equals(STRANGER) && message.text().contains("status of 401");
    }

    private static String originOf(String url) {
        var address = URI.create(url);
        return address.getHost() == null
                ? address.getScheme()
                : "%s://%s".formatted(address.getScheme(), address.getRawAuthority());
    }
}
