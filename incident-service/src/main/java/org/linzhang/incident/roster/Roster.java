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
import org.linzhang.platform.security.Scope;
import org.linzhang.platform.security.ScopedQuery;
import org.linzhang.roster.event.PersonAppointed;
import org.linzhang.roster.event.RosterEvent;

/** Projects roster events into the table {@code appointment}. */
@ApplicationScoped
public class Roster {

    private static final String UPSERT = """
        insert into appointment (region_code, username, name, role) values (:region, :username, :name, :role)
        on conflict (username, region_code) do update set name = excluded.name, role = excluded.role
        """;

    /** The code of a region sorts before the codes of the regions in it, so the first row is the widest. */
    private static final ScopedQuery FIND = ScopedQuery.named("""
        select name, region_code from appointment
        where username = :username and in_scope(region_code)
        order by region_code limit 1
        """);

    private final Inbox inbox;

    Roster(Inbox inbox) {
        this.inbox = inbox;
    }

    /** The person with this username who is appointed to a region of the scope. Must be called within a session. */
    public Uni<Optional<Person>> find(String username, Scope scope) {
        return Panache.getSession()
                .chain(session -> {
                    var query = session.createNativeQuery(FIND.text(scope), Object[].class)
                            .setParameter("username", username);
                    ScopedQuery.parameters(scope).forEach(query::setParameter);
                    return query.getSingleResultOrNull();
                })
                .map(row -> Optional.ofNullable(row)
                        .map(found -> new Person(username, (String) found[0], RegionCode.of((String) found[1]))));
    }

    @Incoming("roster")
    Uni<Void> on(ConsumerRecord<String, byte[]> message) {
        return inbox.receive("roster", message, RosterEvent.class, event -> switch (event) {
            case PersonAppointed appointed ->
                Panache.getSession()
                        .chain(session -> upsert(session, appointed))
                        .replaceWithVoid();
        });
    }

    private static Uni<Integer> upsert(Mutiny.Session session, PersonAppointed appointed) {
        return session.createNativeQuery(UPSERT)
                .setParameter("region", appointed.region().value())
                .setParameter("username", appointed.username())
                .setParameter("name", appointed.name())
                .setParameter("role", appointed.role())
                .executeUpdate();
    }
}
