package org.linzhang.platform.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegionCodeTest {

    @Test
    void the_ancestors_of_a_village_are_its_township_county_city_and_province() {
        // Given
        var village = RegionCode.of("512002100201");
        // Then
        assertThat(village.level()).isEqualTo(Level.VILLAGE);
        assertThat(village.ancestors())
                .extracting(RegionCode::value)
                .containsExactly("512002100", "512002", "5120", "51");
        assertThat(village.at(Level.COUNTY)).isEqualTo(RegionCode.of("512002"));
    }

    @Test
    void a_forestry_station_is_in_its_bureau_but_not_in_a_province() {
        // Given
        var bureau = RegionCode.of("E2307");
        // Then
        assertThat(bureau.contains(RegionCode.of("E230701"))).isTrue();
        assertThat(bureau.level()).isEqualTo(Level.CITY);
        assertThat(RegionCode.of("23").contains(bureau)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "512", "51200", "5120021", "E", "EE51", "51a0", "5120021002011", " 51", "５１"})
    void a_text_that_is_not_a_region_code_is_refused(String text) {
        assertThatThrownBy(() -> RegionCode.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void the_range_of_a_region_contains_exactly_its_subtree(
            @ForAll("codes") RegionCode region, @ForAll("codes") RegionCode other) {
        boolean inRange =
                other.value().compareTo(region.value()) >= 0 && other.value().compareTo(region.upperBound()) < 0;
        assertThat(inRange).isEqualTo(region.contains(other));
    }

    @Property
    void a_region_is_contained_in_each_of_its_ancestors(@ForAll("codes") RegionCode region) {
        assertThat(region.ancestors()).allMatch(ancestor -> ancestor.contains(region) && !region.contains(ancestor));
    }

    /** Few distinct digits, so that one code is often an ancestor of the other. */
    @Provide
    Arbitrary<RegionCode> codes() {
        var digits = Arbitraries.strings().withChars('0', '1', '9').ofLength(12);
        return Combinators.combine(digits, Arbitraries.of(Level.class), Arbitraries.of("", "E"))
                .as((text, level, prefix) -> RegionCode.of(prefix + text.substring(0, level.digits())));
    }
}
