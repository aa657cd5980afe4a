package org.linzhang.platform.testing;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;

import java.util.TreeMap;
import java.util.TreeSet;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;

/** Rules for main code that the compiler does not check. */
public final class ArchitectureRules {

    private static final String ALL = "org.linzhang";
    private static final String PLATFORM = ALL + ".platform";

    private ArchitectureRules() {}

    /**
     * Checks the main code of a module and of the modules that it depends on.
     *
     * @param root the module's package, such as {@code org.linzhang.incident}
     * @throws AssertionError that names each violation
     */
    public static void check(String root) {
        check(
                root,
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages(ALL));
    }

    static void check(String root, JavaClasses classes) {
        dependencies(root).check(classes);
        cycles(root).check(classes);
        names(root).check(classes);
        checkModules(classes);
        ScopeRule.check(root, classes, ScopedTables.onClassPath());
    }

    private static ArchRule dependencies(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .dependOnClassesThat(describe("are not accessible to " + root, type -> !isAccessible(root, type)))
                .because("services share only events, and the platform depends on no service and no deployment");
    }

    private static boolean isAccessible(String root, JavaClass type) {
        if (!isIn(ALL, type) || isIn(root, type)) {
            return true;
        }
        if (root.equals(PLATFORM)) {
            return false;
        }
        return isIn(PLATFORM, type) || type.getPackageName().matches("org\\.linzhang\\.[a-z0-9]+\\.event");
    }

    private static boolean isIn(String root, JavaClass type) {
        return (type.getPackageName() + ".").startsWith(root + ".");
    }

    private static ArchRule cycles(String root) {
        return slices().matching(root + ".(*)..").should().beFreeOfCycles().allowEmptyShould(true);
    }

    private static ArchRule names(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .resideInAnyPackage(
                        "..util..", "..utils..", "..common..", "..impl..", "..dto..", "..service..", "..helper..")
                .because("a package is named by its feature");
    }

    /** Quarkus does not support packages that are split between modules. */
    private static void checkModules(JavaClasses classes) {
        var modules = classes.stream()
                .filter(type -> isIn(ALL, type) && type.getSource().isPresent())
                .collect(groupingBy(
                        JavaClass::getPackageName,
                        TreeMap::new,
                        mapping(ArchitectureRules::moduleOf, toCollection(TreeSet::new))));
        modules.values().removeIf(found -> found.size() == 1);
        if (!modules.isEmpty()) {
            throw new AssertionError("packages that are in more than one module: " + modules);
        }
    }

    /** The folder or archive of a class. */
    private static String moduleOf(JavaClass type) {
        var file = type.getSource().orElseThrow().getUri().toString();
        return file.substring(0, file.indexOf(type.getPackageName().replace('.', '/')));
    }
}
