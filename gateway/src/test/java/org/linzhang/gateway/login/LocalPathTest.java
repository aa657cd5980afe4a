package org.linzhang.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/chief",
                "/ranger/",
                "/chief/map",
                "/supervisor?by=kind&from=2026-01-01",
                "/chief#alert-1",
                "/chief/cases?status=HANDLED&status=CLOSED&kind=FIRE&reporter=%E5%BC%A0",
                "/chief/cases/0f8fad5b-d9cb-469f-a165-70867728950e"
            })
    void a_path_of_this_site_is_accepted(String page) {
        assertThat(LocalPath.of(page)).isEqualTo(page);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "///evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "/%2f/evil.example",
                "/chief?a=%0d%0aSet-Cookie:%20a=b\r\n",
                "/chief?a=%zz",
                "/%2F%2Fevil.example",
                "/%5cevil.example",
                "%2F%2Fevil.example",
                "https://evil.example",
                "https:evil.example",
                "javascript:alert(1)",
                "chief",
                "/chief//evil.example",
                "/\tevil",
                "/chief\r\nSet-Cookie: a=b",
                "/ /evil",
                "/@evil.example/",
                " /chief",
                "",
            })
    void a_target_that_a_browser_could_interpret_as_another_host_is_replaced_by_the_home_page(String target) {
        assertThat(LocalPath.of(target)).isEqualTo("/");
    }

    @Test
    void a_missing_target_is_replaced_by_the_home_page() {
        assertThat(LocalPath.of(null)).isEqualTo("/");
    }
}
