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

import org.linzhang.local.client.ApiResponse;
import org.linzhang.local.client.Json;

/** One user's browser, with its own cookies, storage, service worker and page. */
final class BrowserSession implements AutoCloseable {
    /** The size of the page in CSS pixels, and device pixels for each. */
    enum Device {
        PHONE(390, 844, 1.5),
        DESKTOP(1440, 900, 1);

        private final int width;
        private final int height;
        private final double scale;

        Device(int width, int height, double scale) {
            this.width = width;
            this.height = height;
            this.scale = scale;
        }
    }

    private static final String ANONYMOUS = "anonymous";
    static final double TIMEOUT_MS = 20_000;
    /** In the ranger's village, with the accuracy of a phone under trees. */
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
    private final List<String> consoleMessages = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private final Set<String> requestedOrigins = new LinkedHashSet<>();
    private String username = ANONYMOUS;

    BrowserSession(Browser browser, URI gateway, Device device) {
        this(browser, gateway, device, new Browser.NewContextOptions());
    }

    /** With a proxy between the browser and the platform. */
    BrowserSession(Browser browser, URI gateway, Device device, InterceptingProxy proxy) {
        // By default, Chromium uses no proxy for localhost.
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
        context.setDefaultTimeout(TIMEOUT_MS);
        context.onConsoleMessage(this::record);
        context.onWebError(error -> errors.add("uncaught: " + error.error()));
        context.onRequest(request -> requestedOrigins.add(originOf(request.url())));
        page = context.newPage();
    }

    /** Opens a page of the platform, such as {@code /chief}. */
    void open(String path) {
        page.navigate(gateway.resolve(path).toString());
    }

    /** Opens a page, logs in with its button and Keycloak's form, and returns when the page shows the user. */
    void logIn(String username, String path) {
        open(path);
        find("login").first().click();
        submitLoginForm(username);
        page.waitForURL(gateway.resolve(path).toString());
        page.locator("[data-testid=person][data-username=%s]".formatted(username))
                .waitFor();
    }

    /** Fills in and submits Keycloak's form, which must be open. */
    void submitLoginForm(String username) {
        this.username = username;
        page.locator("#username").fill(username);
        page.locator("#password").fill(PlatformUnderTest.PASSWORD);
        page.locator("#kc-login").click();
    }

    /** Cuts or restores the network of the whole browser. */
    void setOffline(boolean offline) {
        context.setOffline(offline);
    }

    /** The elements with a test id. */
    Locator find(String testId) {
        return page.getByTestId(testId);
    }

    /** The elements with a test id ({@code report-item}, {@code alert-item}, {@code handled-item}) that show an incident. */
    Locator find(String testId, UUID incident) {
        return page.locator("[data-testid=%s][data-incident-id='%s']".formatted(testId, incident));
    }

    /** The elements that show an incident in a state, such as {@code status=ACKNOWLEDGED}. */
    Locator find(String testId, UUID incident, String attribute, String value) {
        return page.locator(
                "[data-testid=%s][data-incident-id='%s'][data-%s='%s']".formatted(testId, incident, attribute, value));
    }

    /** Calls the API by a script of the page, with the browser's session. */
    ApiResponse fetch(String path) {
        return fetch("GET", path, null);
    }

    /** @param body is sent as JSON; may be null */
    ApiResponse fetch(String method, String path, Map<String, ?> body) {
        var arguments = new ArrayList<Object>(List.of(path, method));
        arguments.add(body == null ? null : Json.write(body));
        var response = (List<?>) page.evaluate(FETCH, arguments);
        return new ApiResponse(
                method + " " + path, Integer.parseInt((String) response.get(0)), (String) response.get(1));
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    /** Errors in the console of the platform's pages, and uncaught exceptions. */
    List<String> errors() {
        return errors;
    }

    /** Scheme, host and port of all requests. */
    Set<String> requestedOrigins() {
        return requestedOrigins;
    }

    /** All messages in the console, also of Keycloak's pages. */
    List<String> consoleMessages() {
        return consoleMessages;
    }

    /** The user who logged in last, else {@code anonymous}. */
    String username() {
        return username;
    }

    @Override
    public void close() {
        context.close();
    }

    private void record(ConsoleMessage message) {
        var line = "%s %s (%s)".formatted(message.type(), message.text(), message.location());
        consoleMessages.add(line);
        if (message.type().equals("error")
                && message.location().startsWith(gateway.toString())
                && !isMissingSession(message)) {
            errors.add(line);
        }
    }

    /** A page learns from a 401 that the user is not logged in; the browser logs that as an error. */
    private boolean isMissingSession(ConsoleMessage message) {
        return username.equals(ANONYMOUS) && message.text().contains("status of 401");
    }

    private static String originOf(String url) {
        var address = URI.create(url);
        return address.getHost() == null
                ? address.getScheme()
                : "%s://%s".formatted(address.getScheme(), address.getRawAuthority());
    }
}
