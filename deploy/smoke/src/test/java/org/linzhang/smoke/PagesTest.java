package org.linzhang.smoke;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotAnimations;
import com.microsoft.playwright.options.ScreenshotCaret;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.linzhang.local.demo.DemoIncidents;

@ExtendWith(PlatformExtension.class)
@Order(2)
class PagesTest {
    private static final Map<String, String> USERS =
            Map.of("/", "city", "/ranger", "ranger", "/chief", "county", "/supervisor", "supervisor");
    private static final Pattern CHINESE = Pattern.compile("[\u4e00-\u9fff]");
    private static final Pattern NO_CHINESE = Pattern.compile("^[^\u4e00-\u9fff]+$");
    /** A build must not change files of the project; the README's screenshots are only replaced on request. */
    private static final Path SCREENSHOTS =
            Path.of(Boolean.getBoolean("screenshots") ? "../../docs/screenshots" : "target/screenshots");

    private static final String SCROLL_BELOW_STATUS_BAR =
            "reports => scrollTo(0, reports.getBoundingClientRect().top + scrollY - 60)";
    private static final int MAX_SCREENSHOT_BYTES = 250_000;
    /** Pixels between the two screenshots of a phone. */
    private static final int GAP = 40;

    @Test
    void every_page_has_both_languages_and_no_errors_or_requests_to_other_sites(PlatformUnderTest platform) {
        USERS.forEach((path, user) -> {
            // Given
            var session = platform.logIn(user, path);
            var headline = session.page().locator("h1").first();
            assertThat(session.page().locator("html")).hasAttribute("lang", "zh-CN");
            assertThat(headline).hasText(CHINESE);

            // When
            session.find("language").click();

            // Then
            assertThat(session.page().locator("html")).hasAttribute("lang", "en");
            assertThat(headline).hasText(NO_CHINESE);

            // When
            session.find("language").click();

            // Then
            assertThat(session.page().locator("html")).hasAttribute("lang", "zh-CN");
            assertThat(headline).hasText(CHINESE);
            assertThat(session.errors()).as(path).isEmpty();
            assertThat(session.requestedOrigins())
                    .as(path)
                    .containsExactlyInAnyOrder(originOf(platform.gateway()), originOf(platform.keycloak()));
        });
    }

    @Test
    void screenshots_show_every_page_with_data(PlatformUnderTest platform) throws IOException {
        // Given
        DemoIncidents.create(platform.login());

        // When
        var ranger = platform.logIn("ranger", "/ranger");
        assertThat(ranger.find("report-item").first()).isVisible();
        ranger.find("report-kind-FIRE").click();
        ranger.find("report-description").fill("老鹰岩北坡冒浓烟，可见明火，附近有散户三家。");
        assertThat(ranger.find("report-position")).isVisible();
        var chief = platform.logIn("county", "/chief");
        assertThat(chief.find("connection-state")).hasAttribute("data-state", "connected");
        assertThat(chief.find("alert-item").nth(3)).isVisible();
        var supervisor = platform.logIn("supervisor", "/supervisor");
        assertThat(supervisor.find("closure-row").nth(3)).isVisible();
        assertThat(supervisor.find("handled-item").first()).isVisible();

        // Then
        assertThat(chief.page().locator("lz-map path.county").first()).isVisible();
        assertThat(supervisor.find("closure-chart").locator("canvas")).isVisible();
        ranger.find("report-description").blur();
        var form = screenshot(ranger);
        ranger.page().locator(".own").evaluate(SCROLL_BELOW_STATUS_BAR);
        save("ranger", sideBySide(form, screenshot(ranger)));
        save("chief", screenshot(chief));
        save("supervisor", screenshot(supervisor));
    }

    private static byte[] screenshot(BrowserSession session) {
        session.page().evaluate("() => document.fonts.ready");
        return session.page()
                .screenshot(new Page.ScreenshotOptions()
                        .setAnimations(ScreenshotAnimations.DISABLED)
                        .setCaret(ScreenshotCaret.HIDE));
    }

    private static byte[] sideBySide(byte[] left, byte[] right) throws IOException {
        var one = ImageIO.read(new ByteArrayInputStream(left));
        var other = ImageIO.read(new ByteArrayInputStream(right));
        var both = new BufferedImage(
                one.getWidth() + GAP + other.getWidth(), one.getHeight(), BufferedImage.TYPE_INT_ARGB);
        both.getGraphics().drawImage(one, 0, 0, null);
        both.getGraphics().drawImage(other, one.getWidth() + GAP, 0, null);
        var png = new ByteArrayOutputStream();
        ImageIO.write(both, "png", png);
        return png.toByteArray();
    }

    private static void save(String name, byte[] png) throws IOException {
        Files.createDirectories(SCREENSHOTS);
        Files.write(SCREENSHOTS.resolve(name + ".png"), png);
        assertThat(png.length).as(name + ": size in bytes").isLessThan(MAX_SCREENSHOT_BYTES);
    }

    private static String originOf(URI address) {
        return "%s://%s".formatted(address.getScheme(), address.getRawAuthority());
    }
}
