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

class ListQueryTest {

    @Test
    void terms_are_joined_with_and() {
        // When
        var query = ListQuery.builder()
                .and("code >= :from and code < :until", Map.of("from", "51", "until", "52"))
                .and("kind = :kind", "kind", "FIRE")
                .page("20");
        // Then
        assertThat(query.condition()).isEqualTo("code >= :from and code < :until and kind = :kind");
        assertThat(query.parameters()).isEqualTo(Map.of("from", "51", "until", "52", "kind", "FIRE"));
        assertThat(query.page().limit()).isEqualTo(20);
    }

    @Test
    void a_cursor_continues_after_its_item() {
        // Given
        var position = new KeysetPosition(Instant.parse("2026-11-20T00:30:00.123456Z"), UUID.randomUUID());
        // When
        var query = ListQuery.builder().after(position.cursor(), "startedAt").page(null);
        // Then
        assertThat(query.condition()).isEqualTo("(startedAt, id) < (:afterTime, :afterId)");
        assertThat(query.parameters()).isEqualTo(Map.of("afterTime", position.at(), "afterId", position.id()));
    }

    @ParameterizedTest
    @NullAndEmptySource
    void the_first_page_has_no_cursor(String cursor) {
        assertThat(ListQuery.builder().after(cursor, "startedAt").page(null).parameters())
                .isEmpty();
    }

    @Test
    void an_invalid_cursor_or_limit_is_refused() {
        assertThatThrownBy(() -> ListQuery.builder().after("bm9uc2Vuc2U", "startedAt"))
                .isInstanceOfSatisfying(
                        InvalidField.class,
                        problem -> assertThat(problem.field()).isEqualTo("cursor"));
        assertThatThrownBy(() -> ListQuery.builder().page("201"))
                .isInstanceOfSatisfying(
                        InvalidField.class,
                        problem -> assertThat(problem.field()).isEqualTo("limit"));
    }
}
