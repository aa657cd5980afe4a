package org.linzhang.gateway.login;

import java.util.List;
import java.util.Set;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.NonBlocking;
import org.eclipse.microprofile.jwt.JsonWebToken;

import org.linzhang.gateway.region.RegionView;
import org.linzhang.platform.geography.Region;
import org.linzhang.platform.geography.Regions;
import org.linzhang.platform.region.RegionCode;
import org.linzhang.platform.security.CurrentCaller;

/** Tells an app who is using it. */
@Path("/api/me")
@Authenticated
@NonBlocking
class MeResource {

    /**
     * @param id the token's subject: stable, unlike the username
     * @param roles as the identity provider writes them, such as {@code chief}
     * @param region the widest of the regions
     * @param regions all regions that the user is appointed to, widest first
     */
    record Me(
            String id, String username, String name, Set<String> roles, RegionView region, List<RegionView> regions) {}

    private final CurrentCaller currentCaller;
    private final JsonWebToken token;
    private final Regions regions;

    MeResource(CurrentCaller currentCaller, JsonWebToken token, Regions regions) {
        this.currentCaller = currentCaller;
        this.token = token;
        this.regions = regions;
    }

    @GET
    public Me me() {
        var caller = currentCaller.get();
        var views = caller.regions().stream().map(this::view).toList();
        return new Me(token.getSubject(), caller.username(), caller.name(), caller.roles(), views.getFirst(), views);
    }

    private RegionView view(RegionCode code) {
        return RegionView.of(regions.find(code).orElseGet(() -> new Region(code, code.value())));
    }
}
