package org.linzhang.platform.geography;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import org.linzhang.platform.region.Level;
import org.linzhang.platform.region.RegionCode;

class RegionsTest {

    private static final Regions REGIONS = Regions.shipped();

    @Test
    void ziyang_has_three_counties_ninety_townships_and_1230_villages() {
        assertThat(count(Level.PROVINCE)).isEqualTo(1);
        assertThat(count(Level.CITY)).isEqualTo(1);
        assertThat(count(Level.COUNTY)).isEqualTo(3);
        assertThat(count(Level.TOWNSHIP)).isEqualTo(90);
        assertThat(count(Level.VILLAGE)).isEqualTo(1230);
    }

    @Test
    void the_county_of_a_position_is_found() {
        assertThat(REGIONS.countyAt(30.12, 104.65)).contains(RegionCode.of("512002"));
        assertThat(REGIONS.countyAt(30.10, 105.33)).contains(RegionCode.of("512021"));
        assertThat(REGIONS.countyAt(30.28, 105.02)).contains(RegionCode.of("512022"));
    }

    @Test
    void a_position_outside_all_boundaries_has_no_county() {
        assertThat(REGIONS.countyAt(46.43, 13.74)).isEmpty();
    }

    @Test
    void a_position_at_a_border_is_near_both_counties_and_its_own_is_first() {
        assertThat(REGIONS.countiesNear(30.25, 104.815))
                .containsExactly(RegionCode.of("512022"), RegionCode.of("512002"));
        assertThat(REGIONS.countiesNear(30.25, 104.805))
                .containsExactly(RegionCode.of("512002"), RegionCode.of("512022"));
    }

    @Test
    void a_position_within_two_kilometres_of_a_county_is_near_it_and_one_further_away_is_not() {
        assertThat(REGIONS.countyAt(30.10, 104.448)).isEmpty();
        assertThat(REGIONS.countiesNear(30.10, 104.448)).containsExactly(RegionCode.of("512002"));
        assertThat(REGIONS.countiesNear(30.10, 104.40)).isEmpty();
        assertThat(REGIONS.countiesNear(90, 0)).isEmpty();
    }

    @Test
    void the_full_name_of_a_village_starts_with_its_county_and_township() {
        assertThat(REGIONS.pathOf(RegionCode.of("512002100201"))).isEqualTo("雁江区雁江镇小堰村村民委员会");
        assertThat(REGIONS.pathOf(RegionCode.of("5120"))).isEqualTo("资阳市");
    }

    @Test
    void the_parent_of_every_region_except_the_province_is_known() {
        assertThat(REGIONS.all())
                .allMatch(region -> region.code().parent().map(REGIONS::knows).orElse(true));
    }

    private static long count(Level level) {
        return REGIONS.all().stream()
                .filter(region -> region.code().level() == level)
                .count();
    }
}
