package org.linzhang.platform.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;

import org.linzhang.platform.problem.InvalidField;
import org.linzhang.platform.region.RegionCode;
import org.linzhang.platform.security.Scope;
import org.linzhang.platform.security.ScopedQuery;

class ListQueryTest {

    @Test
    void terms_are_joined_with_and() {
        // When
        var query = list().and("kind = :kind", "kind", "FIRE").page("20");
        // Then
        assertThat(query.condition()).isEqualTo("(code >= :scope0 and code < :scope1) and kind = :kind");
        assertThat(query.parameters()).isEqualTo(Map.of("scope0", "51", "scope1", "52", "kind", "FIRE"));
        assertThat(query.page().limit()).isEqualTo(20);
    }

    @Test
    void a_cursor_continues_after_its_item() {
        // Given
        var position = new KeysetPosition(Instant.parse("2026-11-20T00:30:00.123456Z"), UUID.randomUUID());
        // When
        var query = list().after(position.cursor()).page(null);
        // Then
        assertThat(query.condition()).endsWith(" and (startedAt, id) < (:afterTime, :afterId)");
        assertThat(query.parameters())
                .containsEntry("afterTime", position.at())
                .containsEntry("afterId", position.id());
    }

    @ParameterizedTest
    @NullAndEmptySource
    void the_first_page_has_no_cursor(String cursor) {
        assertThat(list().after(cursor).page(null).parameters()).containsOnlyKeys("scope0", "scope1");
    }

    @Test
    void an_invalid_cursor_or_limit_is_refused() {
        assertThatThrownBy(() -> list().after("bm9uc2Vuc2U"))
                .isInstanceOfSatisfying(
                        InvalidField.class,
                        problem -> assertThat(problem.field()).isEqualTo("cursor"));
        assertThatThrownBy(() -> list().page("201"))
                .isInstanceOfSatisfying(
                        InvalidField.class,
                        problem -> assertThat(problem.field()).isEqualTo("limit"));
    }

    private static ListQuery.Builder list() {
        return ListQuery.builder(ScopedQuery.named("in_scope(code)"), Scope.of(RegionCode.of("51")), "startedAt");
    }
}
