package org.linzhang.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpenCountTest {

    private final OpenCount count = new OpenCount(2);

    @Test
    void a_key_opens_at_most_its_limit() {
        assertThat(count.open("a")).isTrue();
        assertThat(count.open("a")).isTrue();
        assertThat(count.open("a")).isFalse();
        assertThat(count.open("b")).isTrue();
    }

    @Test
    void what_is_closed_can_be_opened_again() {
        // Given
        count.open("a");
        count.open("a");
        count.open("a");
        // When
        count.close("a");
        // Then
        assertThat(count.open("a")).isTrue();
        assertThat(count.open("a")).isFalse();
    }

    @Test
    void a_request_without_a_key_is_not_counted() {
        for (int i = 0; i < 5; i++) {
            assertThat(count.open(null)).isTrue();
        }
        count.close(null);
    }
}
