package org.linzhang.platform.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;

import org.linzhang.platform.security.ScopedQuery;
import org.linzhang.platform.security.Unscoped;

/**
 * Every query of rows of regions is limited to a scope by a {@link ScopedQuery}, or says with {@link Unscoped} why not. The
 * rule reads the compiled classes: a text that reads or changes such a table contains {@code in_scope(}, and no entity of
 * such a table is read by its id only.
 *
 * <p>A text that joins several such tables needs the predicate once. The rule doesn't see a query whose table name is put
 * together at run time.
 */
final class ScopeRule {

    private static final String PREDICATE = "in_scope(";

    /** Interfaces with inherited queries that have no scope. */
    private static final Set<String> PANACHE = Set.of(
            "io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase",
            "io.quarkus.hibernate.reactive.panache.PanacheEntityBase");

    private ScopeRule() {}

    /**
     * Checks the classes of a module.
     *
     * @param tables names of the tables whose rows belong to regions
     * @throws AssertionError that names each violation
     */
    static void check(String root, JavaClasses classes, Set<String> tables) {
        var own = classes.stream()
                .filter(type -> (type.getPackageName() + ".").startsWith(root + "."))
                .filter(type -> type.getSource().isPresent())
                .toList();
        if (tables.isEmpty()) {
            return;
        }
        var entities = new HashSet<String>();
        own.stream().filter(type -> isEntityOf(type, tables)).forEach(type -> entities.add(type.getName()));
        var queries = readingFrom(tables, entities);
        var models = own.stream().map(ScopeRule::parse).map(QueryTexts::new).toList();
        var constants = new HashSet<String>();
        models.forEach(texts -> constants.addAll(texts.constants()));

        var violations = new TreeSet<String>();
        for (var texts : models) {
            texts.unexplained(constants)
                    .filter(text -> queries.matcher(text.value()).find()
                            && !text.value().contains(PREDICATE))
                    .forEach(text ->
                            violations.add(text.owner() + ": " + text.value().strip()));
            texts.unexplainedReads(entities).forEach(owner -> violations.add(owner + ": reads an entity by its id"));
        }
        for (var type : own) {
            if (PANACHE.stream().anyMatch(type::isAssignableTo)) {
                violations.add(type.getName() + ": inherits queries of Panache");
            }
        }
        if (!violations.isEmpty()) {
            throw new AssertionError("queries without a scope; use ScopedQuery, or give the reason with @Unscoped:\n"
                    + String.join("\n", violations));
        }
    }

    private static boolean isEntityOf(JavaClass type, Set<String> tables) {
        if (!type.isAnnotatedWith("jakarta.persistence.Entity")) {
            return false;
        }
        var table = type.tryGetAnnotationOfType("jakarta.persistence.Table")
                .map(annotation -> (String) annotation.get("name").orElse(""))
                .orElse("");
        return tables.contains(
                table.isEmpty()
                        ? type.getSimpleName()
                                .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                                .toLowerCase()
                        : table);
    }

    /** Finds a table or an entity after {@code from}, {@code join}, {@code update} or {@code using}, also in a list. */
    private static Pattern readingFrom(Set<String> tables, Set<String> entities) {
        var names = new ArrayList<>(tables);
        entities.forEach(entity -> names.add(entity.substring(entity.lastIndexOf('.') + 1)));
        return Pattern.compile("\\b(?i:from|join|update|using)\\s+(?:(?i:only|lateral)\\s+)?"
                + "(?:[\\w.]+(?:\\s+(?:(?i:as)\\s+)?\\w+)?\\s*,\\s*)*(?:" + String.join("|", names) + ")\\b");
    }

    private static ClassModel parse(JavaClass type) {
        try (var in = type.getSource().orElseThrow().getUri().toURL().openStream()) {
            return ClassFile.of().parse(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
