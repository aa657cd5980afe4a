package org.linzhang.platform.testing;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import java.util.List;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;

/** The rules of the house that a compiler does not check. */
public final class ArchitectureRules {

    private static final String HOUSE = "org.linzhang.";
    private static final String PLATFORM = HOUSE + "platform";

    /** No service; the tests start their servers with it. */
    private static final String LAUNCHER = HOUSE + "local";

    private ArchitectureRules() {}

    /**
     * Checks what a module's main code may do: services know each other by events only, the platform knows no service, no
     * cycles between feature packages, no packages that say nothing.
     *
     * @param root the module's package, such as {@code org.linzhang.incident}
     * @throws AssertionError that names each violation
     */
    public static void check(String root) {
        var classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(root);
        rules(root).forEach(rule -> rule.check(classes));
    }

    static void check(String root, JavaClasses classes) {
        rules(root).forEach(rule -> rule.check(classes));
    }

    private static List<ArchRule> rules(String root) {
        return List.of(strangers(root), cycles(root), emptyWords(root));
    }

    private static ArchRule strangers(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .dependOnClassesThat(
                        describe("belong to another service, beyond its events", type -> stranger(root, type)))
                .because("services know each other by events only, and the platform knows no service");
    }

    private static boolean stranger(String root, JavaClass type) {
        var name = type.getPackageName() + ".";
        if (!name.startsWith(HOUSE)
                || name.startsWith(root + ".")
                || name.startsWith(PLATFORM + ".")
                || name.startsWith(LAUNCHER + ".")) {
            return false;
        }
        boolean contract = name.substring(HOUSE.length()).matches("[a-z0-9]+\\.event\\..*");
        return root.equals(PLATFORM) || !contract;
    }

    private static ArchRule cycles(String root) {
        return slices().matching(root + ".(*)..").should().beFreeOfCycles().allowEmptyShould(true);
    }

    private static ArchRule emptyWords(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .resideInAnyPackage(
                        "..util..", "..utils..", "..common..", "..impl..", "..dto..", "..service..", "..helper..")
                .because("a package is named by its feature");
    }
}
