package org.linzhang.gateway.login;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.NonBlocking;
import org.jboss.resteasy.reactive.RestQuery;

/** Starts a browser's session; what happens between here and Keycloak is the code flow of Quarkus. */
@Path("/login")
@Authenticated
@NonBlocking
class LoginResource {

    /** Reached with a session only: without one, {@link LoginMechanism} sends the browser to Keycloak first. */
    @GET
    public Response login(@RestQuery String to) {
        return goTo(LocalPath.of(to));
    }

    /** Keycloak's answer is taken before this is reached: only a browser that opens this address again gets here. */
    @GET
    @Path("done")
    public Response done() {
        return goTo("/");
    }

    private static Response goTo(String path) {
        return Response.status(Response.Status.SEE_OTHER)
                .header(HttpHeaders.LOCATION, path)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
