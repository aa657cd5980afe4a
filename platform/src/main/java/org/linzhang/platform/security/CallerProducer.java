package org.linzhang.platform.security;

import java.util.Set;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.json.JsonString;

import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import org.eclipse.microprofile.jwt.JsonWebToken;

import org.linzhang.platform.region.RegionCode;

/** Reads the {@link CurrentCaller} from the verified access token. */
class CallerProducer {

    @Produces
    @RequestScoped
    CurrentCaller caller(SecurityIdentity identity) {
        return () -> read(identity);
    }

    private static Caller read(SecurityIdentity identity) {
        if (identity.isAnonymous() || !(identity.getPrincipal() instanceof JsonWebToken token)) {
            throw new UnauthorizedException("log in first");
        }
        String username = token.getClaim("preferred_username");
        if (username == null || username.isBlank()) {
            throw new ForbiddenException("the token has no username");
        }
        String name = token.getClaim("name");
        return new Caller(username, name == null ? username : name, Set.copyOf(identity.getRoles()), region(token));
    }

    private static RegionCode region(JsonWebToken token) {
        Object claim = token.getClaim("region");
        try {
            return RegionCode.of(claim instanceof JsonString text ? text.getString() : String.valueOf(claim));
        } catch (IllegalArgumentException e) {
            throw new ForbiddenException("the token has no valid region", e);
        }
    }
}
