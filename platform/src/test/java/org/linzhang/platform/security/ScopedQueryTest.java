package org.linzhang.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.linzhang.platform.region.RegionCode;

class ScopedQueryTest {

    private static final Scope ONE = Scope.of(RegionCode.of("512002"));
    private static final Scope TWO = new Scope(List.of(RegionCode.of("512021"), RegionCode.of("512002")));

    @Test
    void the_predicate_of_one_region_is_a_range() {
        // Given
        var query = ScopedQuery.numbered("select 1 from incident where id = $1 and in_scope(region_code)", 1);
        // Then
        assertThat(query.text(ONE))
                .isEqualTo("select 1 from incident where id = $1 and (region_code >= $2 and region_code < $3)");
        assertThat(ScopedQuery.values(ONE)).containsExactly("512002", "512003");
    }

    @Test
    void the_predicate_of_several_regions_is_a_range_for_each() {
        // Given
        var query = ScopedQuery.named("from Alert a where in_scope(a.recipientRegion) and a.seq > :seq");
        // Then
        assertThat(query.text(TWO)).isEqualTo("""
            from Alert a where (a.recipientRegion >= :scope0 and a.recipientRegion < :scope1 \
            or a.recipientRegion >= :scope2 and a.recipientRegion < :scope3) and a.seq > :seq\
            """);
        assertThat(ScopedQuery.parameters(TWO))
                .isEqualTo(Map.of("scope0", "512002", "scope1", "512003", "scope2", "512021", "scope3", "512022"));
    }

    @Test
    void a_query_without_the_predicate_is_refused() {
        assertThatThrownBy(() -> ScopedQuery.named("from Alert"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("from Alert");
    }
}
