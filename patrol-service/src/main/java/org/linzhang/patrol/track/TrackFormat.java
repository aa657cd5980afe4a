package org.linzhang.patrol.track;

import java.util.UUID;
import java.util.function.Function;

/** The formats in which a track can be exported. */
public enum TrackFormat {
    GEO_JSON(GeoJsonWriter.MEDIA_TYPE, patrolId -> new GeoJsonWriter()),
    GPX(GpxWriter.MEDIA_TYPE, GpxWriter::new);

    private final String mediaType;
    private final Function<UUID, TrackWriter> writer;

    TrackFormat(String mediaType, Function<UUID, TrackWriter> writer) {
        this.mediaType = mediaType;
        this.writer = writer;
    }

    public String mediaType() {
        return mediaType;
    }

    TrackWriter writer(UUID patrolId) {
        return writer.apply(patrolId);
    }
}
