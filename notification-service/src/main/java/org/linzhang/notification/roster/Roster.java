package org.linzhang.notification.roster;

import java.util.ArrayList;
import java.util.List;
import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

import org.linzhang.platform.page.PageRequest;
import org.linzhang.platform.region.RegionCode;
import org.linzhang.platform.security.Scope;
import org.linzhang.platform.security.ScopedQuery;
import org.linzhang.platform.security.Unscoped;

/** Finds appointments. Needs an open session. */
@ApplicationScoped
public class Roster {

    @Unscoped("alerts are routed to the people of every region")
    private static final String IN_REGIONS =
            "from Appointment where regionCode in :regions order by regionCode desc, username";

    @Unscoped("alerts are routed to the people of every region")
    private static final String OF_PERSON = "from Appointment where username = :username order by regionCode desc";

    private static final ScopedQuery IN_SCOPE = ScopedQuery.named("""
        from Appointment
        where in_scope(regionCode)
          and (regionCode, username) > (:lastRegion, :lastUsername)
        order by regionCode, username
        """);

    Roster() {}

    /** The appointments of a region and the regions above it, smallest region first. */
    public Uni<List<Appointment>> responsibleFor(RegionCode region) {
        var regions = new ArrayList<String>();
        regions.add(region.value());
        region.ancestors().forEach(above -> regions.add(above.value()));
        return Panache.getSession()
                .chain(session -> session.createQuery(IN_REGIONS, Appointment.class)
                        .setParameter("regions", regions)
                        .getResultList());
    }

    /** A person's appointments, smallest region first. */
    public Uni<List<Appointment>> appointmentsOf(String username) {
        return Panache.getSession()
                .chain(session -> session.createQuery(OF_PERSON, Appointment.class)
                        .setParameter("username", username)
                        .getResultList());
    }

    Uni<List<Appointment>> inScope(Scope scope, String lastRegion, String lastUsername, PageRequest page) {
        return Panache.getSession().chain(session -> {
            var query = session.createQuery(IN_SCOPE.text(scope), Appointment.class)
                    .setParameter("lastRegion", lastRegion)
                    .setParameter("lastUsername", lastUsername)
                    .setMaxResults(page.rows());
            ScopedQuery.parameters(scope).forEach(query::setParameter);
            return query.getResultList();
        });
    }
}
