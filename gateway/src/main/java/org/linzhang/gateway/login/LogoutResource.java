package org.linzhang.gateway.login;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/**
 * Ends a browser's session, here and at Keycloak.
 *
 * <p>A call, so that a page can make it whenever it finds the network again. Returns 204, also without a session or with one
 * that has expired, and 503 as long as Keycloak does not answer: the session is kept then, so that the call can be repeated.
 */
@Path("/logout")
@PermitAll
@NonBlocking
class LogoutResource {

    private final BrowserSessions sessions;

    LogoutResource(BrowserSessions sessions) {
        this.sessions = sessions;
    }

    @POST
    public Uni<Response> logout(@Context RoutingContext rc) {
        return sessions.end(rc)
                .replaceWith(() -> Response.noContent()
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build());
    }
}
