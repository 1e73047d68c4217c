package io.cemfleet.a2a.contract;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Incidents that touch services, customers, links, nodes or addresses */
public interface FindIncidents {
    TaskType<Request, Result> TYPE = TaskType.of(
            "find_incidents",
            AgentName.ORCHESTRATOR,
            TaskType.anyAgent(),
            Request.class,
            Result.class,
            "Incidents that touch services, customers, links, nodes or addresses");

    /**
     * Incidents that touch any of these; all when nothing is named.
     *
     * @param since incidents that began earlier and are closed are left out; open ones never are
     */
    record Request(
            @Nullable List<String> services,
            @Nullable List<String> customers,
            @Nullable List<String> links,
            @Nullable List<String> nodes,
            @Nullable List<String> ipAddresses,
            @Nullable Instant since,
            @Nullable Boolean openOnly) {}

    record Result(List<FoundIncident> incidents) {}

    /** @param doing what the fleet is doing about it, as text */
    record FoundIncident(
            String incidentId,
            IncidentState status,
            Severity severity,
            Instant startedAt,
            @Nullable Instant closedAt,
            List<String> links,
            List<String> services,
            List<String> customers,
            String summary,
            String doing) {}
}
