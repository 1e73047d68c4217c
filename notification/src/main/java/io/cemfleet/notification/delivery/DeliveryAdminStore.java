package io.cemfleet.notification.delivery;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Deliveries for operators. */
@Repository
class DeliveryAdminStore {
    private final JdbcClient jdbc;

    DeliveryAdminStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Deliveries below a position, newest first. */
    List<Map<String, Object>> page(boolean deadOnly, long below, int limit) {
        return jdbc.sql(
                        """
                        select position, notification_id, channel, incident_id, event, outcome, reason, attempts,
                               due_at, created_at, settled_at
                        from delivery where position < :below"""
                                + (deadOnly ? " and outcome = 'failed'" : "")
                                + " order by position desc limit :limit")
                .param("below", below)
                .param("limit", limit)
                .query()
                .listOfRows();
    }

    /**
     * Makes a failed delivery pending again.
     *
     * @return the incident, empty when there is no such dead letter
     */
    List<String> revive(UUID id, String channel) {
        return jdbc.sql(
                        """
                        update delivery set outcome = 'pending', reason = 'replayed', attempts = 0, settled_at = null,
                               replays = replays + 1
                        where notification_id = :id and channel = :channel and outcome = 'failed'
                        returning incident_id""")
                .param("id", id)
                .param("channel", channel)
                .query(String.class)
                .list();
    }
}
