package org.linzhang.notification.roster;

import java.time.Clock;
import java.util.List;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

import org.linzhang.platform.geography.Regions;
import org.linzhang.platform.outbox.Outbox;
import org.linzhang.platform.security.Unscoped;
import org.linzhang.roster.event.PersonAppointed;

/** Fills an empty roster at start, before the first incident is consumed. Only one of several instances does. */
@ApplicationScoped
class DemoRoster {

    private static final Logger LOG = Logger.getLogger(DemoRoster.class);

    /** Reactive Messaging opens its channels at priority 1000. */
    private static final int BEFORE_CHANNELS = 100;

    /** The lock number is "roster" in ASCII, used by no other advisory lock of this database. */
    private static final String LOCK = "select count(*) from pg_advisory_xact_lock(0x726f73746572)";

    @Unscoped("the demo fills an empty roster only")
    private static final String COUNT = "select count(*) from Appointment";

    private static final String APPOINT = """
        insert into appointment (region_code, username, name, role)
        select p.region, p.username, p.name, p.role
        from unnest(cast(:regions as text[]), cast(:usernames as text[]), cast(:names as text[]), cast(:roles as text[]))
             as p (region, username, name, role)
        """;

    private final RosterConfig config;
    private final Regions regions;
    private final Outbox outbox;
    private final Clock clock;

    DemoRoster(RosterConfig config, Regions regions, Outbox outbox, Clock clock) {
        this.config = config;
        this.regions = regions;
        this.outbox = outbox;
        this.clock = clock;
    }

    void onStart(@Observes @Priority(BEFORE_CHANNELS) StartupEvent started) throws Throwable {
        if (config.demo()) {
            int appointed = VertxContextSupport.subscribeAndAwait(this::fillIfEmpty);
            LOG.infof("demo roster: appointed %d people", appointed);
        }
    }

    /** @return how many people were appointed; 0 if the roster was not empty */
    Uni<Integer> fillIfEmpty() {
        return Panache.withTransaction(() -> Panache.getSession()
                .chain(session -> session.createNativeQuery(LOCK, Long.class)
                        .getSingleResult()
                        .chain(locked -> session.createQuery(COUNT, Long.class).getSingleResult())
                        .chain(people -> people > 0 ? Uni.createFrom().item(0) : fill(session))));
    }

    private Uni<Integer> fill(Mutiny.Session session) {
        var appointed = DemoPeople.of(regions, clock.instant());
        return appoint(session, appointed).chain(() -> outbox.add(appointed)).replaceWith(appointed.size());
    }

    private static Uni<Integer> appoint(Mutiny.Session session, List<PersonAppointed> appointed) {
        return session.createNativeQuery(APPOINT)
                .setParameter(
                        "regions",
                        appointed.stream()
                                .map(person -> person.region().value())
                                .toArray(String[]::new))
                .setParameter(
                        "usernames",
                        appointed.stream()
                                .map(person -> person.username().value())
                                .toArray(String[]::new))
                .setParameter(
                        "names",
                        appointed.stream().map(person -> person.name().value()).toArray(String[]::new))
                .setParameter(
                        "roles", appointed.stream().map(PersonAppointed::role).toArray(String[]::new))
                .executeUpdate();
    }
}
