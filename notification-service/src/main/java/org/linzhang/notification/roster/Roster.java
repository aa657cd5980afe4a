package org.linzhang.notification.roster;

import java.util.ArrayList;
import java.util.List;
import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

import org.linzhang.platform.page.PageRequest;
import org.linzhang.platform.region.RegionCode;
import org.linzhang.platform.security.Scope;

/** Looks people up; within the session in hand. */
@ApplicationScoped
public class Roster {

    private static final String AT = "from Appointment where regionCode in :regions order by regionCode desc, username";

    private static final String HELD_BY = "from Appointment where username = :username order by regionCode desc";

    private static final String IN_SCOPE = """
            from Appointment
            where regionCode >= :from and regionCode < :until
              and (regionCode > :lastRegion or regionCode = :lastRegion and username > :lastUsername)
            order by regionCode, username
            """;

    Roster() {}

    /** Everybody who answers for a place: its own people and those of the regions above, the nearest first. */
    public Uni<List<Appointment>> answeringFor(RegionCode place) {
        var line = new ArrayList<String>();
        line.add(place.value());
        place.ancestors().forEach(above -> line.add(above.value()));
        return Panache.getSession()
                .chain(session -> session.createQuery(AT, Appointment.class)
                        .setParameter("regions", line)
                        .getResultList());
    }

    /** All that a person answers for, the smallest region first; empty where the roster does not know them. */
    public Uni<List<Appointment>> heldBy(String username) {
        return Panache.getSession()
                .chain(session -> session.createQuery(HELD_BY, Appointment.class)
                        .setParameter("username", username)
                        .getResultList());
    }

    Uni<List<Appointment>> in(Scope scope, String lastRegion, String lastUsername, PageRequest page) {
        return Panache.getSession()
                .chain(session -> session.createQuery(IN_SCOPE, Appointment.class)
                        .setParameter("from", scope.from())
                        .setParameter("until", scope.until())
                        .setParameter("lastRegion", lastRegion)
                        .setParameter("lastUsername", lastUsername)
                        .setMaxResults(page.rows())
                        .getResultList());
    }
}
