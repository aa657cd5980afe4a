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
    void a_page_of_ours_is_where_the_log_in_leads(String page) {
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
    void anything_that_a_browser_could_read_as_another_place_leads_home(String elsewhere) {
        assertThat(LocalPath.of(elsewhere)).isEqualTo("/");
    }

    @Test
    void a_link_that_names_no_page_leads_home() {
        assertThat(LocalPath.of(null)).isEqualTo("/");
    }
}
