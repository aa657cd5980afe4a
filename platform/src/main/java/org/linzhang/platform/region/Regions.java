package org.linzhang.platform.region;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkus.runtime.Startup;

/** All regions, held in memory: names, children, and the county of a position. Read once, at start. */
@Singleton
@Startup
public class Regions {

    private static final String FILE = "regions.csv";
    private static final String BOUNDARIES = "boundaries.geojson";

    /** Borders are drawn with fewer bends than they have, and a phone in a ravine is wrong by hundreds of metres. */
    private static final double TOLERANCE_METRES = 2_000;

    private final Map<RegionCode, Region> byCode;
    private final Map<RegionCode, List<Region>> children;
    private final Boundaries boundaries;

    @Inject
    Regions(RegionConfig config) {
        this(read(config.file(), FILE), read(config.boundaries(), BOUNDARIES));
    }

    Regions(String csv, String geoJson) {
        byCode = parse(csv);
        children = childrenOf(byCode.values());
        boundaries = new Boundaries(geoJson);
    }

    /** The regions that the platform ships, for whatever runs outside a service. */
    public static Regions shipped() {
        return new Regions(read(Optional.empty(), FILE), read(Optional.empty(), BOUNDARIES));
    }

    public Optional<Region> find(RegionCode code) {
        return Optional.ofNullable(byCode.get(code));
    }

    public boolean knows(RegionCode code) {
        return byCode.containsKey(code);
    }

    /** All regions, by code. */
    public Collection<Region> all() {
        return byCode.values();
    }

    /** The regions right below one, by code. */
    public List<Region> children(RegionCode code) {
        return children.getOrDefault(code, List.of());
    }

    /** The county that a position (WGS84 degrees) lies in; empty outside all known boundaries. */
    public Optional<RegionCode> countyAt(double lat, double lon) {
        return boundaries.at(lat, lon);
    }

    /** The counties that a position (WGS84 degrees) may be meant to lie in, {@link #TOLERANCE_METRES} counted; the nearest first. */
    public List<RegionCode> countiesNear(double lat, double lon) {
        return boundaries.near(lat, lon, TOLERANCE_METRES);
    }

    /** The county boundaries as they were read: a GeoJSON feature collection. */
    public String boundariesGeoJson() {
        return boundaries.geoJson();
    }

    /** What people call a region: county, township and village in one word; above a county just its name. */
    public String pathOf(RegionCode code) {
        var path = new StringBuilder(nameOf(code));
        for (var above : code.ancestors()) {
            if (above.level().compareTo(Level.COUNTY) >= 0) {
                path.insert(0, nameOf(above));
            }
        }
        return path.toString();
    }

    private String nameOf(RegionCode code) {
        return find(code).map(Region::name).orElse(code.value());
    }

    private static Map<RegionCode, Region> parse(String csv) {
        var regions = new TreeMap<RegionCode, Region>();
        csv.lines().skip(1).filter(line -> !line.isBlank()).forEach(line -> {
            int comma = line.indexOf(',');
            if (comma < 0) {
                throw new IllegalStateException("regions: a line is code,name, not: " + line);
            }
            var code = RegionCode.of(line.substring(0, comma));
            regions.put(code, new Region(code, line.substring(comma + 1).strip()));
        });
        return regions;
    }

    private static Map<RegionCode, List<Region>> childrenOf(Collection<Region> regions) {
        var children = new HashMap<RegionCode, List<Region>>();
        for (var region : regions) {
            region.code()
                    .parent()
                    .ifPresent(parent -> children.computeIfAbsent(parent, none -> new ArrayList<>())
                            .add(region));
        }
        return children.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
    }

    private static String read(Optional<Path> file, String shipped) {
        try (InputStream in =
                file.isPresent() ? Files.newInputStream(file.get()) : Regions.class.getResourceAsStream(shipped)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
