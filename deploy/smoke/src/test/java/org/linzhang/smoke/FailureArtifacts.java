package org.linzhang.smoke;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;

/** Saves the state after a failed test: each session's page and console, and the end of each server's log. */
final class FailureArtifacts {
    private static final Path FOLDER = Path.of("target/failures").toAbsolutePath();
    private static final int LOG_LINES = 200;

    private FailureArtifacts() {}

    static void save(String test, PlatformUnderTest platform) {
        var folder = FOLDER.resolve(test);
        try {
            Files.createDirectories(folder);
            int number = 0;
            for (var session : platform.sessions()) {
                save(session, folder, "%d-%s".formatted(++number, session.username()));
            }
            for (var log : platform.logs()) {
                var lines = Files.readAllLines(log);
                Files.write(
                        folder.resolve(log.getFileName()),
                        lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
            }
            PlatformUnderTest.log("%s failed: pages, consoles and logs are in %s", test, folder);
        } catch (IOException e) {
            PlatformUnderTest.log("%s failed; its pages and logs can't be saved: %s", test, e);
        }
    }

    private static void save(BrowserSession session, Path folder, String name) throws IOException {
        Files.write(folder.resolve(name + ".console.txt"), session.consoleMessages());
        try {
            session.page().screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name + ".png")));
            Files.writeString(folder.resolve(name + ".html"), session.page().content());
        } catch (PlaywrightException e) {
            Files.writeString(folder.resolve(name + ".no-page.txt"), e.getMessage());
        }
    }
}
