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
    private final AlertStreams streams;

    StreamResource(CurrentCaller caller, JsonWebToken token, AlertStreams streams) {
        this.caller = caller;
        this.token = token;
        this.streams = streams;
    }

    /**
     * Sends the caller's alerts when they are raised or changed, until the token expires: {@code event: alert}, as
     * {@code id} the sequence number of the change, and as data the alert as in the inbox. If {@code Last-Event-ID} is
     * given, the alerts that changed after it are sent first. An alert may be sent several times; the last state is the
     * newest.
     */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @ResponseHeader(name = "X-Accel-Buffering", value = "no")
    public Multi<OutboundSseEvent> subscribe(
            @HeaderParam("Last-Event-ID") String lastEventId, @Context Sse sse, @Context HttpServerRequest request) {
        var until = Instant.ofEpochSecond(token.getExpirationTime());
        var subscriber = new StreamSubscriber(caller.get(), until, () -> disconnect(request));
        return streams.open(subscriber, sequenceNumber(lastEventId), sse);
    }

    /** Closes the channel directly: Vert.x would first write the queued events, and a slow client does not read them. */
    private static void disconnect(HttpServerRequest request) {
        if (request.version() != HttpVersion.HTTP_2 && request.connection() instanceof ConnectionBase connection) {
            connection.channelHandlerContext().close();
        } else {
            request.response().reset();
        }
    }

    /** Empty if the header is not a number. A browser sends it again on every attempt, so a 400 would lock it out. */
    private static OptionalLong sequenceNumber(String lastEventId) {
        try {
            return lastEventId == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(lastEventId.strip()));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
