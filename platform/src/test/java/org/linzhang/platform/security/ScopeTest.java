package org.linzhang.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.linzhang.platform.region.RegionCode;

class ScopeTest {

    @Test
    void a_region_within_another_is_dropped() {
        // When
        var scope = new Scope(regions("512002100201", "E51", "512002", "512002", "512021", "512002100", "E5101"));
        // Then
        assertThat(scope.regions()).isEqualTo(regions("512002", "512021", "E51"));
    }

    @Test
    void a_scope_contains_the_subtrees_of_its_regions_and_nothing_else() {
        // Given
        var scope = new Scope(regions("512002100", "512021"));
        // Then
        assertThat(regions("512002100", "512002100201", "512021", "512021100")).allMatch(scope::contains);
        assertThat(regions("512002", "512002101", "5120", "512022", "E512021")).noneMatch(scope::contains);
    }

    @Test
    void a_scope_has_at_least_one_region() {
        assertThatThrownBy(() -> new Scope(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<RegionCode> regions(String... codes) {
        return Stream.of(codes).map(RegionCode::of).toList();
    }
}
