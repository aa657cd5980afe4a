package org.linzhang.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.linzhang.platform.region.Level;
import org.linzhang.platform.region.RegionCode;

class CallerTest {

    private static final RegionCode COUNTY = RegionCode.of("512021");
    private static final RegionCode VILLAGE = RegionCode.of("512002100201");

    private final Caller caller = caller(Role.CHIEF, "512002100201", "512021100", "512021");

    @Test
    void the_regions_are_sorted_from_the_widest() {
        assertThat(caller.regions()).isEqualTo(regions("512021", "512021100", "512002100201"));
        assertThat(caller.region()).isEqualTo(COUNTY);
    }

    @Test
    void the_scope_has_all_regions() {
        assertThat(caller.scope().regions()).isEqualTo(regions("512002100201", "512021"));
    }

    @Test
    void a_chief_of_a_county_and_a_village_has_the_rights_of_a_county_in_the_county_only() {
        assertThat(caller.isChiefOver(RegionCode.of("512021100"), Level.TOWNSHIP))
                .isTrue();
        assertThat(caller.isChiefOver(VILLAGE, Level.TOWNSHIP)).isFalse();
        assertThat(caller.isChiefOver(VILLAGE, Level.VILLAGE)).isTrue();
        assertThat(caller.isChiefOver(RegionCode.of("512002"), Level.VILLAGE)).isFalse();
        assertThat(caller(Role.SUPERVISOR, "5120").isChiefOver(COUNTY, Level.VILLAGE))
                .isFalse();
    }

    @Test
    void the_chief_of_a_region_is_also_chief_of_a_region_within_it_if_appointed_to_both() {
        assertThat(caller.isChiefOf(COUNTY)).isTrue();
        assertThat(caller.isChiefOf(RegionCode.of("512021100"))).isTrue();
        assertThat(caller.isChiefOf(RegionCode.of("512021101"))).isFalse();
        assertThat(caller(Role.RANGER, "512021").isChiefOf(COUNTY)).isFalse();
    }

    @Test
    void the_region_for_another_is_the_smallest_that_contains_it() {
        assertThat(caller.regionFor(RegionCode.of("512021100001"))).contains(RegionCode.of("512021100"));
        assertThat(caller.regionFor(RegionCode.of("512021101"))).contains(COUNTY);
        assertThat(caller.regionFor(RegionCode.of("512022"))).isEmpty();
    }

    @Test
    void a_caller_has_at_least_one_region() {
        assertThatThrownBy(() -> caller(Role.CHIEF)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Caller caller(String role, String... codes) {
        return new Caller("chief", "林长", Set.of(role), regions(codes));
    }

    private static List<RegionCode> regions(String... codes) {
        return Stream.of(codes).map(RegionCode::of).toList();
    }
}
