package org.linzhang.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalPathTest {

    @ParameterizedTest
    @CsvSource({
        "/, /",
        "//, /",
        "/.., /",
        "/api/alerts/stream, /api/alerts/stream",
        "/api/alerts/stream/, /api/alerts/stream",
        "//api///alerts/stream, /api/alerts/stream",
        "/api/./alerts/x/../stream/., /api/alerts/stream",
        "/api/%2e%2E/api/alerts, /api/alerts",
        "/api/alerts/%73tream, /api/alerts/stream",
        "/../../etc/passwd, /etc/passwd",
        "/api/%e6%9e%97, /api/%E6%9E%97",
        "/api/a%20b%3Ac, /api/a%20b%3Ac",
        "/.well-known/x, /.well-known/x",
        "/api/.../x, /api/.../x",
    })
    void each_path_has_one_spelling(String path, String canonical) {
        assertThat(CanonicalPath.of(path)).isEqualTo(canonical);
        assertThat(CanonicalPath.of(canonical)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/%2573tream", "/api/%252e%252e/x"})
    void an_escape_is_decoded_once(String path) {
        assertThat(CanonicalPath.of(path)).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/alerts/stream;x=1",
                "/api/alerts/stream%3Bx=1",
                "/api;/alerts",
                "/api\\alerts",
                "/api/a%2Fb",
                "/api/a%2fb",
                "/api/a%5Cb",
                "/api/a%00",
                "/api/a%0d%0ab",
                "/api/a%7F",
                "/api/a b",
                "/api/\u0001",
                "/api/\u6797",
                "/api/%",
                "/api/%7",
                "/api/%zz",
            })
    void a_path_that_programs_read_differently_is_invalid(String path) {
        assertThatThrownBy(() -> CanonicalPath.of(path)).isInstanceOf(InvalidPath.class);
    }

    @Test
    void a_canonical_path_is_not_copied() {
        var path = "/api/incidents/0f8fad5b-d9cb-469f-a165-70867728950e";
        assertThat(CanonicalPath.of(path)).isSameAs(path);
    }
}
