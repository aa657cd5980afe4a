package org.linzhang.gateway.web;

import static io.mvnpm.esbuild.model.WebDependency.WebDependencyType.MVNPM;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

import io.mvnpm.esbuild.install.WebDepsInstaller;
import io.mvnpm.esbuild.model.WebDependency;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the types of the web client, because the bundler does not, and runs its unit tests. */
class WebClientTest {

    private static final Path SOURCES = Path.of("src/test/web");
    private static final Path CHECK = Path.of("target/web-check");
    private static final Path PACKAGES = CHECK.resolve("node_modules");

    /** The files that no browser needs, such as types, in each npm package that is a Maven artifact. */
    private static final String MORE = "META-INF/.more.tgz";

    private static Node node;

    @BeforeAll
    static void unpack() throws IOException {
        node = Node.in(CHECK);
        Files.createDirectories(CHECK);
        WebDepsInstaller.install(PACKAGES, packages());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tsconfig.json", "tsconfig.worker.json", "tsconfig.test.json"})
    void the_types_are_correct(String project) throws Exception {
        // When
        var run = compile("--project", SOURCES.resolve(project).toString());
        // Then
        assertThat(run.output()).isEmpty();
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void a_wrong_type_is_found() throws Exception {
        // Given
        var wrong = Files.writeString(CHECK.resolve("wrong.ts"), "export const n: number = 'one';\n", UTF_8);
        // When
        var run = compile("--noEmit", "--strict", "--ignoreConfig", wrong.toString());
        // Then
        assertThat(run.output()).contains("is not assignable to type 'number'");
        assertThat(run.exitCode()).isNotZero();
    }

    @Test
    void the_unit_tests_pass() throws Exception {
        // When
        var run = node.run(SOURCES, "--test", "--test-reporter=spec");
        // Then
        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.output()).containsPattern("tests [1-9]").contains("fail 0", "skipped 0");
    }

    private static Node.Run compile(String... arguments) throws IOException, InterruptedException {
        var all = new String[arguments.length + 1];
        all[0] = PACKAGES.resolve("typescript/lib/tsc.js").toString();
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return node.run(Path.of("."), all);
    }

    private static List<WebDependency> packages() throws IOException {
        return Collections.list(WebClientTest.class.getClassLoader().getResources(MORE)).stream()
                .map(WebClientTest::jarOf)
                .map(jar -> WebDependency.of(jar, MVNPM))
                .toList();
    }

    private static Path jarOf(URL more) {
        try {
            var jar = ((JarURLConnection) more.openConnection()).getJarFileURL();
            return Path.of(jar.toURI());
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
