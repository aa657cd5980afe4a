package org.linzhang.smoke;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;

/**
 * A headless Chromium: the one that {@code -Dchromium=PATH} names, else an installed one, else Playwright's own, which is downloaded
 * once.
 */
final class Chromium implements AutoCloseable {
    private static final String PROPERTY = "chromium";
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome");
    private static final List<String> FLAGS = List.of(
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");
    private static final long DOWNLOAD_MINUTES = 10;

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** @throws IllegalStateException that says how to install a Chromium, if there is none */
    static Chromium launch() {
        // By default, Playwright downloads all browsers that it supports.
        var options = new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
        var playwright = Playwright.create(options);
        try {
            return new Chromium(playwright, launch(playwright));
        } catch (RuntimeException e) {
            playwright.close();
            throw e;
        }
    }

    private static Browser launch(Playwright playwright) {
        // The sandbox protects against malicious pages, and does not work for root. Only the platform's own pages are
        // opened here.
        var options = new BrowserType.LaunchOptions()
                .setHeadless(true)
                .setChromiumSandbox(false)
                .setArgs(FLAGS);
        var installed = configured().or(Chromium::installed);
        if (installed.isPresent()) {
            return playwright.chromium().launch(options.setExecutablePath(installed.get()));
        }
        try {
            return playwright.chromium().launch(options);
        } catch (PlaywrightException e) {
            download();
            return playwright.chromium().launch(options);
        }
    }

    private static Optional<Path> configured() {
        return Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of);
    }

    private static Optional<Path> installed() {
        return Stream.of(System.getenv("PATH").split(":"))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static void download() {
        try {
            var log = Files.createTempFile("chromium", ".log");
            var download = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            "com.microsoft.playwright.CLI",
                            "install",
                            "chromium")
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            boolean ended = download.waitFor(DOWNLOAD_MINUTES, TimeUnit.MINUTES);
            if (!ended) {
                download.destroyForcibly();
            }
            if (!ended || download.exitValue() != 0) {
                throw missing(Files.readString(log), null);
            }
        } catch (IOException e) {
            throw missing(e.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw missing("it was interrupted", e);
        }
    }

    private static IllegalStateException missing(String reason, Throwable cause) {
        return new IllegalStateException(
                "No Chromium is installed, and Playwright's own can't be downloaded: install one (Debian: apt-get"
                        + " install"
                        + " chromium), or name it with -D%s=PATH. Output of the download: %s"
                                .formatted(PROPERTY, reason.lines().limit(2).collect(Collectors.joining(" "))),
                cause);
    }

    Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
