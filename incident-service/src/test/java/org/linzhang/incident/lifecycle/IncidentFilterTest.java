package org.linzhang.incident.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linzhang.incident.IncidentApi.fire;
import static org.linzhang.incident.IncidentApi.perform;
import static org.linzhang.incident.IncidentApi.with;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import org.linzhang.platform.testing.Servers;
import org.linzhang.platform.testing.Tokens;

/** Compares every combination of the list's filters with a filter in Java, page by page, while incidents are reported. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class IncidentFilterTest {

    /** No other test reports in these two townships. */
    private static final String TOWNSHIP = "512002002";

    private static final String NEIGHBOUR = "512002003";

    private static final List<String> VILLAGES = List.of("512002002001", "512002002002");
    private static final String PAGE_SIZE = "7";

    private final String chief = Tokens.of("filtering-chief", "三贤祠街道林长", TOWNSHIP, "chief");
    private final List<Reported> all = new ArrayList<>();

    private record Reported(
            String id,
            String region,
            String kind,
            String status,
            String reporter,
            Instant receivedAt,
            boolean visible) {}

    /** A query parameter with its value, and the same filter in Java. */
    private record Filter(String name, String value, Predicate<Reported> matches) {}

    @Test
    void every_combination_of_filters_is_scoped_and_stable_under_paging_while_incidents_are_reported() {
        // Given
        reportOneOfEach();
        var from = Instant.now();
        reportOneOfEach();
        var to = Instant.now();
        reportOneOfEach();
        reportInNeighbourTownship(false);
        var assigned = reportInNeighbourTownship(true);
        var filters = List.of(
                new Filter("region", VILLAGES.getFirst(), it -> it.region.equals(VILLAGES.getFirst())),
                new Filter("kind", "FIRE", it -> it.kind.equals("FIRE")),
                new Filter("status", "ACCEPTED", it -> it.status.equals("ACCEPTED")),
                new Filter("reporter", "me", it -> it.reporter.equals("filtering-chief")),
                new Filter("from", from.toString(), it -> !it.receivedAt.isBefore(from)),
                new Filter("to", to.toString(), it -> it.receivedAt.isBefore(to)));
        for (var combination : subsetsOf(filters)) {
            var expected = expected(combination);
            // When
            var listed = pagesOf(combination);
            // Then
            assertThat(listed).as("%s", combination).containsExactlyElementsOf(expected);
        }
        assertThat(expected(filters)).isNotEmpty();
        assertThat(pagesOf(List.of())).contains(assigned);
    }

    private void reportOneOfEach() {
        for (var village : VILLAGES) {
            for (var kind : List.of("FIRE", "PEST")) {
                report(chief, village, kind, true);
                report(chief, village, kind, false);
                report(Tokens.of("admin", "管理员", "5120", "admin"), village, kind, true);
            }
        }
    }

    private void report(String reporter, String village, String kind, boolean accept) {
        var id = put(reporter, village, kind);
        if (accept) {
            perform("county", id, "accept");
        }
        remember(id, true);
    }

    /** An incident outside the chief's region: visible to them only if it is assigned to them. */
    private String reportInNeighbourTownship(boolean assigned) {
        var id = put(Tokens.of("admin", "管理员", "5120", "admin"), NEIGHBOUR, "FIRE");
        perform("county", id, "accept");
        if (assigned) {
            perform("county", id, "hand-over", "to", TOWNSHIP);
        }
        remember(id, assigned);
        return id.toString();
    }

    private static UUID put(String reporter, String region, String kind) {
        var id = UUID.randomUUID();
        with(reporter)
                .body(fire("regionCode", region, "kind", kind))
                .put("/api/incidents/{id}", id)
                .then()
                .statusCode(201);
        return id;
    }

    private void remember(UUID id, boolean visible) {
        var json = with(Tokens.of("admin", "管理员", "5120", "admin"))
                .get("/api/incidents/{id}", id)
                .jsonPath();
        all.add(new Reported(
                id.toString(),
                json.getString("regionCode"),
                json.getString("kind"),
                json.getString("status"),
                json.getString("reporter"),
                Instant.parse(json.getString("receivedAt")),
                visible));
    }

    private List<String> expected(List<Filter> combination) {
        return all.stream()
                .filter(Reported::visible)
                .filter(it -> combination.stream().allMatch(filter -> filter.matches.test(it)))
                .sorted(Comparator.comparing(Reported::receivedAt).reversed())
                .map(Reported::id)
                .toList();
    }

    /** Reads all pages; after the first one, another incident is reported that matches most filters. */
    private List<String> pagesOf(List<Filter> combination) {
        var listed = new ArrayList<String>();
        String cursor = null;
        do {
            var request = with(chief).queryParam("limit", PAGE_SIZE);
            combination.forEach(filter -> request.queryParam(filter.name, filter.value));
            if (cursor != null) {
                request.queryParam("cursor", cursor);
            }
            var page = request.get("/api/incidents").then().statusCode(200).extract();
            listed.addAll(page.<List<String>>path("items.id"));
            if (cursor == null) {
                report(chief, VILLAGES.getFirst(), "FIRE", true);
            }
            cursor = page.path("next");
        } while (cursor != null);
        return listed;
    }

    private static List<List<Filter>> subsetsOf(List<Filter> filters) {
        var subsets = new ArrayList<List<Filter>>();
        for (int bits = 0; bits < 1 << filters.size(); bits++) {
            var subset = new ArrayList<Filter>();
            for (int n = 0; n < filters.size(); n++) {
                if ((bits & 1 << n) != 0) {
                    subset.add(filters.get(n));
                }
            }
            subsets.add(subset);
        }
        return subsets;
    }
}
