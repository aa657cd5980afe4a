package org.linzhang.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Properties;

import org.junit.jupiter.api.Test;

/** The configuration of the web client's bundles. */
class BundlesTest {

    private static final String BUNDLE = "quarkus.web-bundler.bundle.";

    /** {@code quarkus:dev} does not start if a folder is in two bundles, and no other test detects this. */
    @Test
    void no_folder_is_in_two_bundles() throws IOException {
        // Given
        var settings = new Properties();
        try (var file = BundlesTest.class.getResourceAsStream("/application.properties")) {
            settings.load(file);
        }
        // When
        List<String> folders = settings.stringPropertyNames().stream()
                .filter(name -> name.startsWith(BUNDLE) && name.endsWith(".dir"))
                .map(settings::getProperty)
                .toList();
        // Then
        assertThat(settings.getProperty(BUNDLE + "app"))
                .as("the bundle of all folders")
                .isEqualTo("false");
        assertThat(folders)
                .hasSizeGreaterThan(5)
                .allSatisfy(folder -> assertThat(folders)
                        .filteredOn(other -> (other + "/").startsWith(folder + "/"))
                        .containsExactly(folder));
    }
}
