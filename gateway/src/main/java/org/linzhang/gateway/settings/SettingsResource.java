package org.linzhang.gateway.settings;

import java.util.Optional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.smallrye.common.annotation.NonBlocking;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Settings of this installation; open to everyone, so nothing secret. */
@Path("/api/settings")
@NonBlocking
class SettingsResource {

    /** @param tileUrl template of map tiles such as {@code https://tiles.example/{z}/{x}/{y}.png}; null without any */
    record Settings(String tileUrl) {}

    private final Settings settings;

    SettingsResource(@ConfigProperty(name = "linzhang.tile-url") Optional<String> tileUrl) {
        this.settings = new Settings(tileUrl.orElse(null));
    }

    @GET
    public Settings settings() {
        return settings;
    }
}
