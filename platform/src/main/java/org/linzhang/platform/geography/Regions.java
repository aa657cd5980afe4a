package org.linzhang.platform.geography;

import java.io.IOException;
import java.io.InputStream;
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

import org.linzhang.platform.csv.CsvFile;
import org.linzhang.platform.region.Level;
import org.linzhang.platform.region.RegionCode;

/** All regions, in memory: names, children, and the county of a position. Read once, at start. */
@Singleton
@Startup
public class Regions {

    private static final String FILE = "regions.csv";
    private static final String BOUNDARIES = "boundaries.geojson";

    /** The polygons are simplified, and positions from a phone in a ravine are off by hundreds of metres. */
    private static final double TOLERANCE_METRES = 2_000;

    private final Map<RegionCode, Region> byCode;
    private final Map<RegionCode, List<Region>> children;
    private final Boundaries boundaries;

    @Inject
    Regions(RegionConfig config) {
        this(config.file(), config.boundaries());
    }

    private Regions(Optional<Path> file, Optional<Path> boundaries) {
        byCode = regions(file);
        children = childrenOf(byCode.values());
        this.boundaries = new Boundaries(geoJson(boundaries));
    }

    /** The regions of Ziyang city that the platform ships, for code that runs outside a service. */
    public static Regions shipped() {
        return new Regions(Optional.empty(), Optional.empty());
    }

    public Optional<Region> find(RegionCode code) {
        return Optional.ofNullable(byCode.get(code));
    }

    public boolean knows(RegionCode code) {
        return byCode.containsKey(code);
    }

    /** All regions, sorted by code. */
    public Collection<Region> all() {
        return byCode.values();
    }

    /** The direct children of a region, sorted by code. */
    public List<Region> children(RegionCode code) {
        return children.getOrDefault(code, List.of());
    }

    /** The county that contains a position (WGS84 degrees); empty outside all known boundaries. */
    public Optional<RegionCode> countyAt(double lat, double lon) {
        return boundaries.at(lat, lon);
    }

    /** The counties within {@link #TOLERANCE_METRES} of a position (WGS84 degrees), nearest first. */
    public List<RegionCode> countiesNear(double lat, double lon) {
        return boundaries.near(lat, lon, TOLERANCE_METRES);
    }

    /** The county boundaries, unchanged: a GeoJSON feature collection. */
    public String boundariesGeoJson() {
        return boundaries.geoJson();
    }

    /** The full name: county, township and village without separators; above a county only the region's own name. */
    public String pathOf(RegionCode code) {
        var path = new StringBuilder(nameOf(code));
        for (var ancestor : code.ancestors()) {
            if (ancestor.level().compareTo(Level.COUNTY) >= 0) {
                path.insert(0, nameOf(ancestor));
            }
        }
        return path.toString();
    }

    private String nameOf(RegionCode code) {
        return find(code).map(Region::name).orElse(code.value());
    }

    private static Map<RegionCode, Region> regions(Optional<Path> file) {
        var regions = new TreeMap<RegionCode, Region>();
        try (var csv = open(file, FILE)) {
            for (var line : CsvFile.read(csv)) {
                var code = RegionCode.of(line.get("code"));
                regions.put(code, new Region(code, line.get("name")));
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException("regions cannot be read: " + e.getMessage(), e);
        }
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

    private static String geoJson(Optional<Path> file) {
        try (var geoJson = open(file, BOUNDARIES)) {
            return new String(geoJson.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("boundaries cannot be read: " + e.getMessage(), e);
        }
    }

    private static InputStream open(Optional<Path> file, String shipped) throws IOException {
        return file.isPresent() ? Files.newInputStream(file.get()) : Regions.class.getResourceAsStream(shipped);
    }
}
