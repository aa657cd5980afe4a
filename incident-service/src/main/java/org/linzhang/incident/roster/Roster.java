package org.linzhang.incident.roster;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.hibernate.reactive.mutiny.Mutiny;

import org.linzhang.platform.inbox.EventConsumer;
import org.linzhang.platform.inbox.Inbox;
import org.linzhang.platform.region.RegionCode;
import org.linzhang.platform.security.Scope;
import org.linzhang.platform.security.ScopedQuery;
import org.linzhang.platform.security.Unscoped;
import org.linzhang.roster.event.PersonAppointed;
import org.linzhang.roster.event.PersonDismissed;
import org.linzhang.roster.event.RosterEvent;

/** Projects roster events into the table {@code appointment}. */
@ApplicationScoped
public class Roster implements EventConsumer<RosterEvent> {

    private static final String UPSERT = """
        insert into appointment (region_code, username, name, role) values (:region, :username, :name, :role)
        on conflict (username, region_code) do update set name = excluded.name, role = excluded.role
        """;

    @Unscoped("an event of the roster changes the appointment of any region")
    private static final String DELETE = "delete from appointment where region_code = :region and username = :username";

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

    @Override
    public String name() {
        return "roster";
    }

    @Override
    public Class<RosterEvent> contract() {
        return RosterEvent.class;
    }

    @Incoming("roster")
    Uni<Void> on(ConsumerRecord<String, byte[]> message) {
        return inbox.receive(this, message);
    }

    @Override
    public Uni<Void> handle(RosterEvent event) {
        return inbox.once(
                this,
                event,
                first -> Panache.getSession()
                        .chain(session -> switch (first) {
                            case PersonAppointed appointed -> upsert(session, appointed);
                            case PersonDismissed dismissed -> delete(session, dismissed);
                        })
                        .replaceWithVoid());
    }

    @Override
    public PersonDismissed readTombstone(UUID eventId, Instant occurredAt, String key) {
        return PersonDismissed.ofKey(eventId, occurredAt, key);
    }

    private static Uni<Integer> delete(Mutiny.Session session, PersonDismissed dismissed) {
        return session.createNativeQuery(DELETE)
                .setParameter("region", dismissed.region().value())
                .setParameter("username", dismissed.username().value())
                .executeUpdate();
    }

    private static Uni<Integer> upsert(Mutiny.Session session, PersonAppointed appointed) {
        return session.createNativeQuery(UPSERT)
                .setParameter("region", appointed.region().value())
                .setParameter("username", appointed.username().value())
                .setParameter("name", appointed.name().value())
                .setParameter("role", appointed.role())
                .executeUpdate();
    }
}
