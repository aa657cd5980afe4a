package org.linzhang.notification.live;

import java.util.UUID;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/** Inserts alerts with their incidents as another instance's transaction would, without an event. */
record StoredAlerts(Pool pool) {

    private static final String INCIDENT = """
            insert into alerted_incident
            values ($1, '512002100201', 'FIRE', 'MAJOR', 'REPORTED', null, null, '冒烟', now(), 'ranger', '张护林')
            """;

    /** @return the alert's id */
    UUID insert(UUID incident, String recipient, String region) {
        return insert(UUID.randomUUID(), incident, recipient, region);
    }

    UUID insert(UUID alert, UUID incident, String recipient, String region) {
        pool.preparedQuery(INCIDENT).executeAndAwait(Tuple.of(incident));
        pool.preparedQuery("""
                        insert into alert
                        values ($1, $2, $3, $4, 'REPORTED', 'RAISED', nextval('alert_seq'), now(), null)
                        """).executeAndAwait(Tuple.of(alert, incident, recipient, region));
        return alert;
    }

    /** Changes the sequence number, as if it had been assigned before others that committed earlier. */
    void setSeq(UUID alert, long seq) {
        pool.preparedQuery("update alert set seq = $2 where id = $1").executeAndAwait(Tuple.of(alert, seq));
    }

    /** Gives the alert a status that the service cannot read. */
    void makeUnreadable(UUID alert) {
        pool.preparedQuery("update alert set status = 'UNKNOWN' where id = $1").executeAndAwait(Tuple.of(alert));
    }

    /** Large alerts, about 6 kB each. */
    void insertMany(String recipient, int count) {
        pool.preparedQuery("""
                        with incidents as (
                            insert into alerted_incident
                            select gen_random_uuid(), '512002', 'FIRE', 'MAJOR', 'REPORTED', null, null,
                                   repeat('烟', 2000), now(), 'ranger', '张护林'
                            from generate_series(1, $2)
                            returning id)
                        insert into alert
                        select gen_random_uuid(), id, $1, '512002', 'REPORTED', 'RAISED', nextval('alert_seq'), now(), null
                        from incidents
                        """).executeAndAwait(Tuple.of(recipient, count));
    }
}
