package org.linzhang.notification.roster;

import java.util.List;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.RestQuery;

import org.linzhang.platform.geography.Regions;
import org.linzhang.platform.input.RegionParam;
import org.linzhang.platform.page.Cursor;
import org.linzhang.platform.page.Page;
import org.linzhang.platform.page.PageRequest;
import org.linzhang.platform.security.CurrentCaller;

@Path("/api/roster")
@Authenticated
class RosterResource {

    record AppointmentView(String username, String name, String role, String regionCode, String regionName) {

        static AppointmentView of(Appointment appointment, Regions regions) {
            var region = appointment.region();
            return new AppointmentView(
                    appointment.username(),
                    appointment.name(),
                    appointment.role(),
                    region.value(),
                    regions.pathOf(region));
        }
    }

    private final CurrentCaller caller;
    private final Roster roster;
    private final RegionParam regionParam;
    private final Regions regions;

    RosterResource(CurrentCaller caller, Roster roster, RegionParam regionParam, Regions regions) {
        this.caller = caller;
        this.roster = roster;
        this.regionParam = regionParam;
        this.regions = regions;
    }

    /** Lists the appointments in a region and below it, by region and username. The default is the caller's regions. */
    @GET
    public Uni<Page<AppointmentView>> list(
            @RestQuery String region, @RestQuery String cursor, @RestQuery String limit) {
        var scope = regionParam.scopeOf(region, caller.get());
        var page = PageRequest.of(limit);
        var last = cursor == null ? List.of("", "") : Cursor.read(cursor, 2);
        return Panache.withSession(() -> roster.inScope(scope, last.get(0), last.get(1), page))
                .map(found -> Page.of(
                        found,
                        page,
                        appointment -> AppointmentView.of(appointment, regions),
                        appointment -> Cursor.of(appointment.region(), appointment.username())));
    }
}
