package org.linzhang.gateway.settings;

import java.util.Optional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.smallrye.common.annotation.NonBlocking;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Settings of this installation. Public, so they must not hold secrets. */
@Path("/api/settings")
@NonBlocking
class SettingsResource {

    /** @param tileUrl template of map tiles such as {@code https://tiles.example/{z}/{x}/{y}.png}; null if none is configured */
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
