package org.linzhang.bench.faults;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;

/**
 * What the databases hold of the acknowledged reports. A row of an incident is unique by its key, so more history entries
 * than incidents, or more alerts than recipients, would be the trace of a call that took effect twice.
 *
 * @param acknowledged reports
 * @param stored incidents
 * @param reports history entries of reports
 * @param alerts found
 * @param acceptances acknowledged
 * @param storedAcceptances history entries of acceptances
 */
record Counts(
        String fault, int acknowledged, int stored, int reports, int alerts, int acceptances, int storedAcceptances) {

    /** A fire in a village alerts the chiefs of village, township and county. */
    private static final int RECIPIENTS = 3;

    private static final String ROW = "%-34s %12s %8s %10s %10s %10s %10s %s%n";

    static Counts of(Acknowledged acknowledged, Connection incidents, Connection notifications) throws SQLException {
        var reported = acknowledged.reported();
        var accepted = acknowledged.accepted();
        return new Counts(
                acknowledged.fault(),
                reported.size(),
                count(incidents, "select count(*) from incident where id = any(?)", reported),
                count(
                        incidents,
                        "select count(*) from incident_history where action = 'REPORT' and incident_id = any(?)",
                        reported),
                count(notifications, "select count(*) from alert where incident_id = any(?)", reported),
                accepted.size(),
                count(
                        incidents,
                        "select count(*) from incident_history where action = 'ACCEPT' and incident_id = any(?)",
                        accepted));
    }

    int expectedAlerts() {
        return RECIPIENTS * acknowledged;
    }

    boolean isComplete() {
        return stored == acknowledged
                && reports == acknowledged
                && alerts == expectedAlerts()
                && storedAcceptances == acceptances;
    }

    static String header() {
        return ROW.formatted("fault", "acknowledged", "stored", "alerts due", "alerts", "accepted", "stored", "");
    }

    String row() {
        return ROW.formatted(
                fault,
                acknowledged,
                stored,
                expectedAlerts(),
                alerts,
                acceptances,
                storedAcceptances,
                isComplete() ? "complete" : "NOT COMPLETE, " + reports + " report entries");
    }

    private static int count(Connection connection, String query, Set<UUID> ids) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }
}
