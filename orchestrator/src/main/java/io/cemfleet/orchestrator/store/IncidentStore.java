package io.cemfleet.orchestrator.store;

import io.cemfleet.orchestrator.incident.AffectedService;
import io.cemfleet.orchestrator.incident.Incident;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.runtime.time.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code incident}. Code that changes an incident, or sends in its lanes, locks its row first. */
@Component
public class IncidentStore {
    private final JdbcClient jdbc;
    private final IncidentCounts counts;
    private final JsonDocuments documents;
    private final Clock clock;

    IncidentStore(JdbcClient jdbc, IncidentCounts counts, JsonDocuments documents, Clock clock) {
        this.jdbc = jdbc;
        this.counts = counts;
        this.documents = documents;
        this.clock = clock;
    }

    /** Stores a new incident; false when it is here already. */
    public boolean insert(Incident incident) {
        boolean added = jdbc.sql(
                                """
                        insert into incident (incident_id, state, severity, plan_revision, version, links, services,
                                              customers, detected_at, updated_at, document)
                        values (:id, :state, :severity, :revision, 1, :links, :services, :customers, :detected, :now,
                                :document::jsonb)
                        on conflict (incident_id) do nothing""")
                        .params(columns(incident))
                        .param("detected", SqlTime.utc(incident.origin().detectedAt()))
                        .update()
                == 1;
        if (added) {
            counts.entered(state(incident));
        }
        return added;
    }

    /**
     * Reads an incident and keeps others from changing it until the transaction ends.
     *
     * @throws CannotAcquireLockException at once when another transaction has locked it
     */
    public Optional<StoredIncident> lock(String incidentId) {
        Optional<StoredIncident> free = jdbc.sql(
                        "select * from incident where incident_id = :id for no key update skip locked")
                .param("id", incidentId)
                .query(this::stored)
                .optional();
        if (free.isEmpty() && find(incidentId).isPresent()) {
            throw new CannotAcquireLockException(incidentId + " is locked by another transaction");
        }
        return free;
    }

    public Optional<StoredIncident> find(String incidentId) {
        return jdbc.sql("select * from incident where incident_id = :id")
                .param("id", incidentId)
                .query(this::stored)
                .optional();
    }

    /** Open incidents that have, or had, one of these links. */
    List<Incident> openWith(Collection<String> links) {
        return jdbc
                .sql("select * from incident where closed_at is null and links && :links::text[]")
                .param("links", links.toArray(String[]::new))
                .query(this::stored)
                .list()
                .stream()
                .map(StoredIncident::incident)
                .toList();
    }

    /** Whether an operator has taken the incident over, so that automation writes nothing for it. */
    public boolean resting(String incidentId) {
        return jdbc.sql(
                        """
                        select jsonb_exists(document -> 'care', 'taken_over')
                               and not jsonb_exists(document -> 'care', 'closing')
                        from incident where incident_id = :id""")
                .param("id", incidentId)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /**
     * Stores a changed incident; returns its new version.
     *
     * @throws IllegalStateException when another transaction changed it since it was read
     */
    public long save(StoredIncident before, Incident incident) {
        long version = before.version();
        int updated = jdbc.sql(
                        """
                        update incident
                        set state = :state, severity = :severity, plan_revision = :revision, version = version + 1,
                            links = :links, services = :services, customers = :customers, updated_at = :now,
                            closed_at = :closed, document = :document::jsonb
                        where incident_id = :id and version = :version""")
                .params(columns(incident))
                .param("closed", closedAt(incident), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("version", version)
                .update();
        if (updated != 1) {
            throw new IllegalStateException(incident.incidentId() + " moved on from version " + version);
        }
        String former = state(before.incident());
        if (!former.equals(state(incident))) {
            counts.left(former);
            counts.entered(state(incident));
        }
        return version + 1;
    }

    private static String state(Incident incident) {
        return incident.stage().label().wire();
    }

    private Map<String, Object> columns(Incident incident) {
        var context = incident.context();
        return Map.of(
                "id", incident.incidentId(),
                "state", state(incident),
                "severity", context.severity().wire(),
                "revision", incident.progress().planRevision(),
                "links", context.links().all().toArray(String[]::new),
                "services", context.services().keySet().toArray(String[]::new),
                "customers", names(incident, AffectedService::customer),
                "now", SqlTime.utc(clock.instant()),
                "document", documents.write(incident));
    }

    private static String[] names(Incident incident, Function<AffectedService, @Nullable String> name) {
        return incident.context().services().values().stream()
                .map(name)
                .filter(Objects::nonNull)
                .distinct()
                .toArray(String[]::new);
    }

    private static java.time.@Nullable OffsetDateTime closedAt(Incident incident) {
        return incident.stage() instanceof IncidentStage.Closed closed ? SqlTime.utc(closed.at()) : null;
    }

    StoredIncident stored(ResultSet row, int number) throws SQLException {
        return new StoredIncident(
                documents.read(row.getString("document"), Incident.class),
                row.getLong("version"),
                row.getLong("opened"),
                SqlTime.instant(row, "updated_at"));
    }
}
