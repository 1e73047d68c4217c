package io.cemfleet.a2a.contract;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An incident as people and agents see it: the answer of {@code GET /api/incidents/{id}}.
 *
 * @param version rises with each change; an operator's action names the one it was decided on
 * @param planRevision rises with each fold of new facts; writes to the network carry it
 */
public record IncidentView(
        String incidentId,
        IncidentState status,
        String phase,
        Severity severity,
        boolean escalated,
        String summary,
        List<String> degradedLinks,
        List<String> ambiguousLinks,
        Map<String, Integer> servicesByTier,
        int affectedServicesCount,
        List<Protection> protections,
        List<Transition> transitions,
        List<String> nodesExecuted,
        @Nullable Resolution resolution,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant closedAt,
        long planRevision,
        long version) {

    /** One direction of protection: traffic of a colour from a head-end to an end-point. */
    public record Protection(
            String protectionKey,
            String headEnd,
            String endPoint,
            @Nullable Integer color,
            TeType teType,
            String state,
            SlaTier slaTier,
            List<String> services,
            @Nullable String tunnelId,
            @Nullable Object bindingSid,
            @Nullable ComputedPath path,
            @Nullable OriginalPath originalPath,
            int attempts,
            @Nullable String lastError) {}

    public record Transition(IncidentState from, IncidentState to, String reason, Instant occurredAt) {}
}
