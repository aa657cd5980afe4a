package org.linzhang.smoke;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;

/** What is left of a test that failed: each visitor's page and console, and the end of each server's log. */
final class FailureArtifacts {
    private static final Path FOLDER = Path.of("target/failures").toAbsolutePath();
    private static final int LOG_LINES = 200;

    private FailureArtifacts() {}

    static void keep(String test, PlatformUnderTest linzhang) {
        var folder = FOLDER.resolve(test);
        try {
            Files.createDirectories(folder);
            int number = 0;
            for (var visitor : linzhang.visitors()) {
                keep(visitor, folder, "%d-%s".formatted(++number, visitor.name()));
            }
            for (var log : linzhang.logs()) {
                var lines = Files.readAllLines(log);
                Files.write(
                        folder.resolve(log.getFileName()),
                        lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
            }
            PlatformUnderTest.tell("%s failed: pages, consoles and logs are in %s", test, folder);
        } catch (IOException e) {
            PlatformUnderTest.tell("%s failed, and nothing could be kept: %s", test, e);
        }
    }

    private static void keep(BrowserSession visitor, Path folder, String name) throws IOException {
        Files.write(folder.resolve(name + ".console.txt"), visitor.console());
        try {
            visitor.page().screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name + ".png")));
            Files.writeString(folder.resolve(name + ".html"), visitor.page().content());
        } catch (PlaywrightException e) {
            Files.writeString(folder.resolve(name + ".no-page.txt"), e.getMessage());
        }
    }
}
