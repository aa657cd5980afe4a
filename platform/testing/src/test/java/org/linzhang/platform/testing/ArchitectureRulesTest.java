package org.linzhang.platform.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.linzhang.broken.cycle.first.First;
import org.linzhang.broken.cycle.second.Second;
import org.linzhang.broken.dependency.DependsOnAnotherService;
import org.linzhang.broken.naming.common.Named;
import org.linzhang.other.internal.Internal;
import org.linzhang.platform.broken.DependsOnDeployment;
import org.linzhang.platform.broken.DependsOnService;

class ArchitectureRulesTest {

    private static final Path TEST_CLASSES = Path.of("target", "test-classes");

    @TempDir
    Path folder;

    @Test
    void the_platform_follows_the_rules() {
        ArchitectureRules.check("org.linzhang.platform");
    }

    @Test
    void a_cycle_between_two_packages_is_found() {
        assertViolation("org.linzhang.broken.cycle", "Cycle detected", First.class, Second.class);
    }

    @Test
    void a_service_that_depends_on_another_service_is_found() {
        assertViolation("org.linzhang.broken", "services share only events", DependsOnAnotherService.class);
    }

    @Test
    void a_platform_class_that_depends_on_a_service_is_found() {
        assertViolation("org.linzhang.platform", "depends on no service", DependsOnService.class);
    }

    @Test
    void a_platform_class_that_depends_on_the_deployment_is_found() {
        assertViolation("org.linzhang.platform", "no deployment", DependsOnDeployment.class);
    }

    @Test
    void a_forbidden_package_name_is_found() {
        assertViolation("org.linzhang.broken", "a package is named by its feature", Named.class);
    }

    @Test
    void a_package_in_two_modules_is_found() throws IOException {
        // Given
        var one = copyTo(folder.resolve("one"), Internal.class);
        var two = copyTo(folder.resolve("two"), Internal.Nested.class);
        var classes = new ClassFileImporter().importPaths(one, two);
        // Then
        assertThatThrownBy(() -> ArchitectureRules.check("org.linzhang.other", classes))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("more than one module")
                .hasMessageContaining("org.linzhang.other.internal");
    }

    private static void assertViolation(String root, String message, Class<?>... broken) {
        JavaClasses classes = new ClassFileImporter().importClasses(broken);
        assertThatThrownBy(() -> ArchitectureRules.check(root, classes))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(message);
    }

    private static Path copyTo(Path module, Class<?> type) throws IOException {
        var file = Path.of(type.getName().replace('.', '/') + ".class");
        Files.createDirectories(module.resolve(file).getParent());
        Files.copy(TEST_CLASSES.resolve(file), module.resolve(file));
        return module;
    }
}
