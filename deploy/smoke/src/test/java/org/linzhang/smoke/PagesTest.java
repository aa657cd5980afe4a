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

@ExtendWith(PlatformExtension.class)
@Order(2)
class PagesTest {
    private static final Map<String, String> USERS =
            Map.of("/", "city", "/ranger", "ranger", "/chief", "county", "/supervisor", "supervisor");
    private static final Pattern CHINESE = Pattern.compile("[\u4e00-\u9fff]");
    private static final Pattern NO_CHINESE = Pattern.compile("^[^\u4e00-\u9fff]+$");
    /** Those of the README are only made anew when asked for, so that a build changes no file of the project. */
    private static final Path PICTURES =
            Path.of(Boolean.getBoolean("screenshots") ? "../../docs/screenshots" : "target/screenshots");

    private static final String SCROLL_BELOW_THE_STRIP =
            "reports => scrollTo(0, reports.getBoundingClientRect().top + scrollY - 60)";
    private static final int LARGEST_PICTURE = 250_000;
    /** Pixels between two screens of a phone. */
    private static final int GAP = 40;

    @Test
    void every_face_speaks_both_languages_without_complaint_or_stranger(PlatformUnderTest linzhang) {
        USERS.forEach((face, user) -> {
            // Given
            var visitor = linzhang.visitor(user, face);
            var headline = visitor.page().locator("h1").first();
            assertThat(visitor.page().locator("html")).hasAttribute("lang", "zh-CN");
            assertThat(headline).hasText(CHINESE);

            // When
            visitor.see("language").click();

            // Then
            assertThat(visitor.page().locator("html")).hasAttribute("lang", "en");
            assertThat(headline).hasText(NO_CHINESE);

            // When
            visitor.see("language").click();

            // Then
            assertThat(visitor.page().locator("html")).hasAttribute("lang", "zh-CN");
            assertThat(headline).hasText(CHINESE);
            assertThat(visitor.complaints()).as(face).isEmpty();
            assertThat(visitor.origins())
                    .as(face)
                    .isSubsetOf(originOf(linzhang.gateway()), originOf(linzhang.keycloak()));
        });
    }

    @Test
    void every_face_is_pictured_at_work(PlatformUnderTest linzhang) throws IOException {
        // Given
        DemoData.of(linzhang);

        // When
        var ranger = linzhang.visitor("ranger", "/ranger");
        assertThat(ranger.see("report-item").first()).isVisible();
        ranger.see("report-kind-FIRE").click();
        ranger.see("report-description").fill("老鹰岩北坡冒浓烟，可见明火，附近有散户三家。");
        assertThat(ranger.see("report-position")).isVisible();
        var chief = linzhang.visitor("county", "/chief");
        assertThat(chief.see("connection-state")).hasAttribute("data-state", "connected");
        assertThat(chief.see("alert-item").nth(3)).isVisible();
        var supervisor = linzhang.visitor("supervisor", "/supervisor");
        assertThat(supervisor.see("closure-row").nth(3)).isVisible();
        assertThat(supervisor.see("handled-item").first()).isVisible();

        // Then
        assertThat(chief.page().locator("lz-map path.county").first()).isVisible();
        assertThat(supervisor.see("closure-chart").locator("canvas")).isVisible();
        ranger.see("report-description").blur();
        var form = picture(ranger);
        ranger.page().locator(".own").evaluate(SCROLL_BELOW_THE_STRIP);
        keep("ranger", sideBySide(form, picture(ranger)));
        keep("chief", picture(chief));
        keep("supervisor", picture(supervisor));
    }

    private static byte[] picture(BrowserSession visitor) {
        visitor.page().evaluate("() => document.fonts.ready");
        return visitor.page()
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

    private static void keep(String name, byte[] png) throws IOException {
        Files.createDirectories(PICTURES);
        Files.write(PICTURES.resolve(name + ".png"), png);
        assertThat(png.length).as(name + ": bytes of a picture in the README").isLessThan(LARGEST_PICTURE);
    }

    private static String originOf(URI address) {
        return "%s://%s".formatted(address.getScheme(), address.getRawAuthority());
    }
}
