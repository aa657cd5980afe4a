package org.linzhang.patrol.track;

import java.util.UUID;
import java.util.function.Function;

/** The formats in which a track is given. */
public enum TrackFormat {
    GEO_JSON(GeoJsonTrack.MEDIA_TYPE, patrol -> new GeoJsonTrack()),
    GPX(GpxTrack.MEDIA_TYPE, GpxTrack::new);

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
