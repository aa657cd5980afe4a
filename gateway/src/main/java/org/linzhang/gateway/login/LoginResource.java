package org.linzhang.gateway.login;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.NonBlocking;

/** Starts and ends a browser's session; what happens between here and Keycloak is the code flow of Quarkus. */
@Path("/")
@Authenticated
@NonBlocking
class LoginResource {

    /** Reached with a session only: without one, {@link LoginMechanism} sends the browser to Keycloak first. */
    @GET
    @Path("login")
    public Response login(@QueryParam("to") String to) {
        return goTo(LocalPath.of(to));
    }

    /** Keycloak's answer is taken before this is reached; here lands who comes back to it later. */
    @GET
    @Path("login/done")
    public Response done() {
        return goTo("/");
    }

    /** Reached with a bearer token only: a session is ended before, at Keycloak. */
    @GET
    @Path("logout")
    public Response logout() {
        return goTo("/");
    }

    @POST
    @Path("logout")
    public Response logoutByForm() {
        return goTo("/");
    }

    private static Response goTo(String path) {
        return Response.status(Response.Status.SEE_OTHER)
                .header(HttpHeaders.LOCATION, path)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
