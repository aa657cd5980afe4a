package org.linzhang.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.linzhang.broken.scope.HqlWithoutScope;
import org.linzhang.broken.scope.ReadById;
import org.linzhang.broken.scope.ScopedExamples;
import org.linzhang.broken.scope.SqlOfInitializer;
import org.linzhang.broken.scope.SqlWithoutScope;
import org.linzhang.broken.scope.TreeRepository;
import org.linzhang.platform.tree.Tree;

class ScopeRuleTest {

    @ParameterizedTest
    @ValueSource(
            classes = {
                HqlWithoutScope.class,
                SqlWithoutScope.class,
                SqlOfInitializer.class,
                ReadById.class,
                TreeRepository.class
            })
    void a_query_of_a_scoped_table_without_the_predicate_is_found(Class<?> broken) {
        assertThatThrownBy(() -> check(broken, Set.of("tree")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("queries without a scope")
                .hasMessageContaining(broken.getName());
    }

    @Test
    void a_query_with_the_predicate_or_with_a_reason_is_allowed() {
        assertThatCode(() -> check(ScopedExamples.class, Set.of("tree"))).doesNotThrowAnyException();
    }

    @Test
    void a_query_of_another_table_is_allowed() {
        assertThatCode(() -> check(HqlWithoutScope.class, Set.of("shrub"))).doesNotThrowAnyException();
    }

    @Test
    void tables_with_a_region_and_tables_and_views_of_them_are_scoped() {
        assertThat(ScopedTables.of("""
            create table species (name text primary key, check (name in ('a', 'b')));
            create table tree (
                id          uuid primary key,
                -- of the forest
                region_code text collate "C" not null
            );
            create table ring (tree_id uuid not null references tree, species text references species);
            create table cut (
                ring uuid references ring
            ) partition by range (ring);
            create table saw (name text);
            create table alarm (name text);
            alter table alarm add column recipient_region text;
            create view old_tree as select * from tree where rings > 100;
            create view new_saw as select * from saw;
            """)).containsExactlyInAnyOrder("tree", "ring", "cut", "alarm", "old_tree");
    }

    private static void check(Class<?> example, Set<String> tables) {
        var classes = new ClassFileImporter().importClasses(example, Tree.class);
        ScopeRule.check("org.linzhang", classes, tables);
    }
}
