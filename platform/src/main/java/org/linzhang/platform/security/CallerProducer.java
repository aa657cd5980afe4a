package org.linzhang.platform.security;

import java.util.Collection;
import java.util.List;
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
        return new Caller(username, name == null ? username : name, Set.copyOf(identity.getRoles()), regions(token));
    }

    /** The claim is a code or an array of codes. */
    private static List<RegionCode> regions(JsonWebToken token) {
        Object claim = token.getClaim("region");
        try {
            var regions = claim instanceof Collection<?> codes
                    ? codes.stream().map(CallerProducer::region).toList()
                    : List.of(region(claim));
            if (!regions.isEmpty()) {
                return regions;
            }
        } catch (IllegalArgumentException e) {
            // refused below
        }
        throw new ForbiddenException("the token has no valid region");
    }

    private static RegionCode region(Object code) {
        return RegionCode.of(code instanceof JsonString text ? text.getString() : String.valueOf(code));
    }
}
