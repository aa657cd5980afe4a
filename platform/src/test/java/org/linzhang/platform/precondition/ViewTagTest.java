package org.linzhang.platform.precondition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.linzhang.platform.problem.InvalidField;

class ViewTagTest {

    private final ViewTag tag = new ViewTag(7);

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"*", " * ", "\"7\"", "\"6\",\"7\"", "\"6\" , \"7\",", "W/\"7\", \"7\"", "\"a,b\", \"7\""})
    void a_change_is_allowed_if_the_header_is_absent_or_names_the_tag(String ifMatch) {
        assertThatCode(() -> tag.require(ifMatch, () -> "current")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"6\"", "W/\"7\"", "\"\"", "\"77\"", "\"7,\"", "\"6\", \"8\""})
    void a_change_is_refused_if_the_header_does_not_name_the_strong_tag(String ifMatch) {
        assertThatThrownBy(() -> tag.require(ifMatch, () -> "current"))
                .isInstanceOfSatisfying(StaleView.class, stale -> {
                    assertThat(stale.status()).isEqualTo(412);
                    assertThat(stale.current()).isEqualTo("current");
                    assertThat(stale.tag()).isEqualTo(tag);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "7", "\"7", "7\"", "\"6\" \"7\"", "w/\"7\"", ",", "*, \"7\"", "\"7\", x"})
    void a_header_that_is_no_list_of_tags_is_refused(String ifMatch) {
        assertThatThrownBy(() -> tag.require(ifMatch, () -> "current"))
                .isInstanceOfSatisfying(
                        InvalidField.class,
                        problem -> assertThat(problem.field()).isEqualTo("If-Match"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"7\"", "W/\"7\"", "*", "\"6\", W/\"7\""})
    void a_view_that_the_client_has_is_not_sent(String ifNoneMatch) {
        // When
        var response = tag.respondIfChanged("view", ifNoneMatch);
        // Then
        assertThat(response.getStatus()).isEqualTo(304);
        assertThat(response.getEntity()).isNull();
        assertThat(response.getHeaderString("ETag")).isEqualTo("\"7\"");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "\"6\"")
    void another_view_is_sent_with_its_tag(String ifNoneMatch) {
        // When
        var response = tag.respondIfChanged("view", ifNoneMatch);
        // Then
        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getEntity()).isEqualTo("view");
        assertThat(response.getHeaderString("ETag")).isEqualTo("\"7\"");
    }

    @Test
    void a_long_header_is_read_in_linear_time() {
        assertThatThrownBy(() -> tag.require("\"a\",".repeat(100_000), () -> "current"))
                .isInstanceOf(StaleView.class);
    }
}
