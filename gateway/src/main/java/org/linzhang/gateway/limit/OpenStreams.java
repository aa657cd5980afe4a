package org.linzhang.gateway.limit;

import jakarta.inject.Singleton;

import io.vertx.ext.web.RoutingContext;

/** Limits the event streams that one user and one address have open at the same time. */
@Singleton
public class OpenStreams {

    private final OpenCount perUser;
    private final OpenCount perAddress;

    OpenStreams(LimitConfig config) {
        perUser = new OpenCount(config.user().streams());
        perAddress = new OpenCount(config.address().streams());
    }

    /** Counts a stream until its response has ended. Returns false if a limit is reached. */
    public boolean open(RoutingContext rc) {
        var client = Client.of(rc);
        if (!perUser.open(client.user())) {
            return false;
        }
        if (!perAddress.open(client.address())) {
            perUser.close(client.user());
            return false;
        }
        rc.addEndHandler(_ -> {
            perUser.close(client.user());
            perAddress.close(client.address());
        });
        return true;
    }
}
