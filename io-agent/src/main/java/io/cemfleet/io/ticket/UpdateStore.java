package io.cemfleet.io.ticket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.runtime.time.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code ticket_update}: received updates, which the streams read. */
@Repository
public class UpdateStore {
    private static final long ORDER_LOCK = 0x710C_7E75_0000_0001L;

    private final JdbcClient jdbc;
    private final ObjectMapper mapper;
    private final Clock clock;

    UpdateStore(JdbcClient jdbc, ObjectMapper mapper, Clock clock) {
        this.jdbc = jdbc;
        this.mapper = mapper;
        this.clock = clock;
    }

    /** Until the transaction ends no other transaction adds an update: positions become visible in their order. */
    void lock() {
        jdbc.sql("select pg_advisory_xact_lock(:lock)")
                .param("lock", ORDER_LOCK)
                .query((row, number) -> true)
                .single();
    }

    void add(String incidentId, UUID taskId, String taskType, JsonNode payload) {
        jdbc.sql(
                        """
                        insert into ticket_update (incident_id, sequence, task_id, task_type, payload, received_at)
                        values (:incident, (select coalesce(max(sequence), 0) + 1 from ticket_update
                                            where incident_id = :incident), :task, :type, :payload::jsonb, :now)""")
                .param("incident", incidentId)
                .param("task", taskId)
                .param("type", taskType)
                .param("payload", payload.toString())
                .param("now", SqlTime.utc(clock.instant()))
                .update();
    }

    /** All of a ticket, its {@code new_ticket} first, the rest by arrival. */
    List<TicketUpdate> of(String incidentId) {
        return jdbc.sql(
                        """
                        select * from ticket_update where incident_id = :incident
                        order by task_type <> 'new_ticket', sequence""")
                .param("incident", incidentId)
                .query((row, number) -> update(row))
                .list();
    }

    /** The updates after a position, oldest first. */
    public List<TicketUpdate> after(long position, int limit) {
        return jdbc.sql("select * from ticket_update where position > :position order by position limit :limit")
                .param("position", position)
                .param("limit", limit)
                .query((row, number) -> update(row))
                .list();
    }

    /** The position of the newest update, 0 when there is none. */
    public long newest() {
        return jdbc.sql("select coalesce(max(position), 0) from ticket_update")
                .query(Long.class)
                .single();
    }

    private TicketUpdate update(ResultSet row) throws SQLException {
        try {
            return new TicketUpdate(
                    row.getLong("position"),
                    row.getString("incident_id"),
                    row.getInt("sequence"),
                    row.getObject("task_id", UUID.class),
                    row.getString("task_type"),
                    mapper.readTree(row.getString("payload")),
                    SqlTime.instant(row, "received_at"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored update cannot be read", e);
        }
    }
}
