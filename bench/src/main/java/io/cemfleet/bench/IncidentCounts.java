package io.cemfleet.bench;

/**
 * The state of the orchestrator's incidents.
 *
 * @param changes committed changes: each is the transaction of a step, under the incident's lock, with its messages
 * @param lastChange seconds since the epoch
 */
record IncidentCounts(long count, long closed, long escalated, long changes, double lastChange) {

    /** @param prefix of the incidents' ids; empty: all incidents */
    static IncidentCounts read(BenchDatabase database, String prefix) {
        return database.one(
                """
                select count(*), count(closed_at), count(*) filter (where state = 'escalated'),
                       coalesce(sum(version), 0), coalesce(extract(epoch from max(updated_at)), 0)
                from orchestrator.incident where incident_id like '%s%%'"""
                        .formatted(prefix),
                row -> new IncidentCounts(
                        row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getDouble(5)));
    }
}
