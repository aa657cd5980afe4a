package org.linzhang.incident.roster;

import java.util.Optional;
import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.hibernate.reactive.mutiny.Mutiny;

import org.linzhang.platform.inbox.Inbox;
import org.linzhang.platform.region.RegionCode;
import org.linzhang.platform.region.Scope;
import org.linzhang.roster.event.PersonAppointed;
import org.linzhang.roster.event.RosterEvent;

/** A copy of the roster, kept by its events. */
@ApplicationScoped
public class Roster {

    private static final String APPOINT = """
            insert into appointment (region_code, username, name, role) values (:region, :username, :name, :role)
            on conflict (username, region_code) do update set name = excluded.name, role = excluded.role
            """;

    /** Codes sort from the widest to the narrowest region of one line. */
    private static final String FIND = """
            select name, region_code from appointment
            where username = :username and region_code >= :from and region_code < :until
            order by region_code limit 1
            """;

    private final Inbox inbox;

    Roster(Inbox inbox) {
        this.inbox = inbox;
    }

    /** Who has this username and answers for a region of the scope. Needs a session in hand. */
    public Uni<Optional<Person>> find(String username, Scope scope) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(FIND, Object[].class)
                        .setParameter("username", username)
                        .setParameter("from", scope.from())
                        .setParameter("until", scope.until())
                        .getSingleResultOrNull())
                .map(row -> Optional.ofNullable(row)
                        .map(found -> new Person(username, (String) found[0], RegionCode.of((String) found[1]))));
    }

    @Incoming("roster")
    Uni<Void> on(ConsumerRecord<String, byte[]> message) {
        return inbox.receive("roster", message, RosterEvent.class, event -> switch (event) {
            case PersonAppointed appointed ->
                Panache.getSession().chain(session -> write(session, appointed)).replaceWithVoid();
        });
    }

    private static Uni<Integer> write(Mutiny.Session session, PersonAppointed appointed) {
        return session.createNativeQuery(APPOINT)
                .setParameter("region", appointed.region().value())
                .setParameter("username", appointed.username())
                .setParameter("name", appointed.name())
                .setParameter("role", appointed.role())
                .executeUpdate();
    }
}
