package io.cemfleet.io.ticket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.runtime.time.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code ticket}. */
@Repository
class TicketStore {
    private static final TypeReference<List<String>> STRINGS = new TypeReference<>() {};
    private static final TypeReference<Map<String, Integer>> COUNTS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final ObjectMapper mapper;

    TicketStore(JdbcClient jdbc, ObjectMapper mapper) {
        this.jdbc = jdbc;
        this.mapper = mapper;
    }

    Optional<IncidentTicket> find(String incidentId) {
        return jdbc.sql("select * from ticket where incident_id = :id")
                .param("id", incidentId)
                .query((row, number) -> ticket(row))
                .optional();
    }

    void save(IncidentTicket ticket) {
        IncidentTicket.Times times = ticket.times();
        jdbc.sql(
                        """
                        insert into ticket (incident_id, opened, status, phase, severity, sla_tier, summary, message,
                            degraded_links, services_by_tier, total_affected, tunnel_ids, resolution,
                            duration_seconds, created_at, updated_at, closed_at, waiting_for)
                        values (:incident, :opened, :status, :phase, :severity, :tier, :summary, :message,
                            :links::jsonb, :services::jsonb, :total, :tunnels::jsonb, :resolution, :duration,
                            :created, :updated, :closed, :waiting)
                        on conflict (incident_id) do update set opened = excluded.opened, status = excluded.status,
                            phase = excluded.phase, severity = excluded.severity, sla_tier = excluded.sla_tier,
                            summary = excluded.summary, message = excluded.message,
                            degraded_links = excluded.degraded_links, services_by_tier = excluded.services_by_tier,
                            total_affected = excluded.total_affected, tunnel_ids = excluded.tunnel_ids,
                            resolution = excluded.resolution, duration_seconds = excluded.duration_seconds,
                            created_at = excluded.created_at, updated_at = excluded.updated_at,
                            closed_at = excluded.closed_at, waiting_for = excluded.waiting_for""")
                .param("incident", ticket.incidentId())
                .param("opened", ticket.progress().opened())
                .param("status", ticket.progress().status())
                .param("phase", ticket.progress().phase())
                .param("severity", ticket.description().severity())
                .param("tier", ticket.description().slaTier())
                .param("summary", ticket.description().summary())
                .param("message", ticket.description().message())
                .param("links", json(ticket.impact().degradedLinks()))
                .param("services", json(ticket.impact().servicesByTier()))
                .param("total", ticket.impact().totalAffected())
                .param("tunnels", json(ticket.impact().tunnelIds()))
                .param("resolution", ticket.outcome().resolution())
                .param("duration", ticket.outcome().durationSeconds())
                .param("created", SqlTime.utc(times.createdAt()))
                .param("updated", SqlTime.utc(times.updatedAt()))
                .param("closed", SqlTime.utcOrNull(times.closedAt()))
                .param("waiting", ticket.waitingFor())
                .update();
    }

    List<IncidentTicket> page(TicketFilter filter, int limit) {
        return jdbc.sql(
                        """
                        select * from ticket where number < :below
                          and (:status::text is null or status = :status or (:status = 'open' and status <> 'closed')
                            or (:status = 'waiting' and (status = 'escalated' or waiting_for is not null)))
                          and (:severity::text is null or severity = :severity)
                          and (:tier::text is null or sla_tier = :tier)
                          and (:q::text is null or position(lower(:q) in lower(
                                   incident_id || ' ' || summary || ' ' || degraded_links::text || ' '
                                   || tunnel_ids::text)) > 0)
                        order by number desc limit :limit""")
                .param("below", filter.below())
                .param("status", filter.status())
                .param("severity", filter.severity())
                .param("tier", filter.tier())
                .param("q", filter.q())
                .param("limit", limit)
                .query((row, number) -> ticket(row))
                .list();
    }

    private IncidentTicket ticket(ResultSet row) throws SQLException {
        return new IncidentTicket(
                row.getLong("number"),
                row.getString("incident_id"),
                new IncidentTicket.Progress(row.getBoolean("opened"), row.getString("status"), row.getString("phase")),
                new IncidentTicket.Description(
                        row.getString("severity"),
                        row.getString("sla_tier"),
                        row.getString("summary"),
                        row.getString("message")),
                new IncidentTicket.Impact(
                        read(row.getString("degraded_links"), STRINGS),
                        read(row.getString("services_by_tier"), COUNTS),
                        row.getObject("total_affected", Integer.class),
                        read(row.getString("tunnel_ids"), STRINGS)),
                new IncidentTicket.Outcome(row.getString("resolution"), row.getObject("duration_seconds", Long.class)),
                new IncidentTicket.Times(
                        SqlTime.instant(row, "created_at"),
                        SqlTime.instant(row, "updated_at"),
                        SqlTime.instantOrNull(row, "closed_at")),
                row.getString("waiting_for"));
    }

    private String json(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a ticket cannot be written", e);
        }
    }

    private <T> T read(String json, TypeReference<T> type) {
        try {
            return mapper.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored ticket cannot be read", e);
        }
    }
}
