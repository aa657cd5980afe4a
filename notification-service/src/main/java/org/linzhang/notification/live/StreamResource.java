package org.linzhang.notification.live;

import java.time.Instant;
import java.util.OptionalLong;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestStreamElementType;

import org.linzhang.platform.security.CurrentCaller;

@Path("/api/alerts/stream")
@Authenticated
class StreamResource {

    private final CurrentCaller caller;
    private final JsonWebToken token;
    private final AlertStreams lines;

    StreamResource(CurrentCaller caller, JsonWebToken token, AlertStreams lines) {
        this.caller = caller;
        this.token = token;
        this.lines = lines;
    }

    /**
     * The caller's alerts as they are raised or changed, until their token expires: {@code event: alert}, the
     * {@code id} of the change, and as data what the inbox would show. With {@code Last-Event-ID}, first what was missed;
     * an alert may come again, and its newest state is the last.
     */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @ResponseHeader(name = "X-Accel-Buffering", value = "no")
    public Multi<OutboundSseEvent> listen(
            @HeaderParam("Last-Event-ID") String lastEventId, @Context Sse sse, @Context HttpServerRequest request) {
        var until = Instant.ofEpochSecond(token.getExpirationTime());
        var listener = new StreamSubscriber(caller.get(), until, () -> cut(request));
        return lines.open(listener, change(lastEventId), sse);
    }

    /** At once. Vert.x would first write what waits, and that is just what a slow screen does not take. */
    private static void cut(HttpServerRequest request) {
        if (request.version() != HttpVersion.HTTP_2 && request.connection() instanceof ConnectionBase connection) {
            connection.channelHandlerContext().close();
        } else {
            request.response().reset();
        }
    }

    /** What is no change is taken as none: a browser could not mend it, and would never connect. */
    private static OptionalLong change(String lastEventId) {
        try {
            return lastEventId == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(lastEventId.strip()));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
