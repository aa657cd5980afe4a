package org.linzhang.patrol.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import java.util.ArrayList;
import java.util.UUID;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import org.linzhang.platform.testing.Servers;
import org.linzhang.platform.testing.Tokens;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class PatrolListTest {

    @Test
    void the_list_is_paged_from_the_newest_and_filtered() {
        // Given: a new ranger with seven patrols, two of them with the same start
        var name = "patroller-" + UUID.randomUUID();
        var patroller = new PatrolApi(Tokens.of(name, "行者", PatrolApi.XIAOYAN_VILLAGE, "ranger"));
        var ids = new ArrayList<String>();
        for (int day : new int[] {10, 11, 12, 12, 13, 14, 15}) {
            var id = UUID.randomUUID();
            patroller
                    .start(id, """
                            {"kind":"%s","regionCode":"512002100201","startedAt":"2026-11-%dT08:00:00+08:00"}""".formatted(day == 14 ? "WETLAND" : "ROUTINE", day))
                    .statusCode(201);
            ids.add(id.toString());
        }

        // When
        var seen = new ArrayList<String>();
        String cursor = "";
        int pages = 0;
        while (cursor != null) {
            var page = PatrolApi.of("county")
                    .get("/api/patrols?limit=2&person=" + name + cursor)
                    .statusCode(200);
            seen.addAll(page.extract().path("items.id"));
            String next = page.extract().path("next");
            cursor = next == null ? null : "&cursor=" + next;
            pages++;
        }

        // Then
        assertThat(seen).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(seen.getFirst()).isEqualTo(ids.getLast());
        assertThat(seen.getLast()).isEqualTo(ids.getFirst());
        assertThat(pages).isEqualTo(4);
        var all = "/api/patrols?person=" + name;
        patroller.get("/api/patrols?person=me").body("items.size()", equalTo(7)).body("next", nullValue());
        patroller.get(all + "&kind=WETLAND").body("items.id", contains(ids.get(5)));
        patroller.get(all + "&from=2026-11-14").body("items.id", contains(ids.get(6), ids.get(5)));
        patroller.get(all + "&to=2026-11-10").body("items.id", contains(ids.get(0)));
        patroller.get(all + "&to=2026-11-10T00:00:00Z").body("items", empty());
        patroller
                .get(all + "&from=2026-11-15T00:00:00Z&to=2026-11-15T00:00:01Z")
                .body("items.id", contains(ids.get(6)));
        PatrolApi.of("city").get(all + "&region=512002").body("items.size()", equalTo(7));
        PatrolApi.of("city").get(all + "&region=512021").body("items", empty());
        patroller
                .get("/api/patrols")
                .body("items", not(empty()))
                .body("items.regionCode", everyItem(equalTo(PatrolApi.XIAOYAN_VILLAGE)));
    }
}
