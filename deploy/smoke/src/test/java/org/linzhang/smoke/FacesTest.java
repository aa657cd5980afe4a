package org.linzhang.smoke;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotAnimations;
import com.microsoft.playwright.options.ScreenshotCaret;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WholePlatform.class)
@Order(2)
class FacesTest {
    private static final Map<String, String> USERS =
            Map.of("/", "city", "/ranger", "ranger", "/chief", "county", "/supervisor", "supervisor");
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");
    private static final Pattern NO_CHINESE = Pattern.compile("^\\P{IsHan}+$");
    /** Those of the README are only made anew when asked for, so that a build changes no file of the project. */
    private static final Path PICTURES =
            Path.of(Boolean.getBoolean("screenshots") ? "../../docs/screenshots" : "target/screenshots");

    @Test
    void every_face_speaks_both_languages_without_complaint_or_stranger(Linzhang linzhang) {
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
    void every_face_is_pictured_at_work(Linzhang linzhang) {
        // Given
        Season.of(linzhang);

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
        assertThat(chief.page().locator("lz-map path.leaflet-interactive").first())
                .isVisible();
        assertThat(supervisor.see("closure-chart").locator("canvas")).isVisible();
        picture(ranger, "ranger");
        picture(chief, "chief");
        picture(supervisor, "supervisor");
    }

    private static void picture(Visitor visitor, String name) {
        visitor.page().evaluate("() => document.fonts.ready");
        visitor.page()
                .screenshot(new Page.ScreenshotOptions()
                        .setPath(PICTURES.resolve(name + ".png"))
                        .setAnimations(ScreenshotAnimations.DISABLED)
                        .setCaret(ScreenshotCaret.HIDE));
    }

    private static String originOf(URI address) {
        return "%s://%s".formatted(address.getScheme(), address.getRawAuthority());
    }
}
