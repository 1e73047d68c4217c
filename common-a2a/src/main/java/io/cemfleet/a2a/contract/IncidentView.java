package io.cemfleet.a2a.contract;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An incident as operators and agents see it: the answer of {@code GET /api/incidents/{id}}.
 *
 * @param version rises with each change; an operator's action names the one it was decided on
 * @param planRevision rises with each fold of new facts; writes to the network carry it
 * @param escalation the present escalation; absent when there is none
 * @param waitingFor what it waits for; absent: nothing
 * @param takenOverBy the operator who works on it; automation rests meanwhile
 * @param overloadAllowed the operator who allowed protections of this incident to take paths without capacity; absent:
 *     none did
 * @param ownCongestion links that protections of this incident fill; absent when there are none
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
        List<ProtectionView> protections,
        List<Transition> transitions,
        List<String> nodesExecuted,
        @Nullable IncidentResolution resolution,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant closedAt,
        long planRevision,
        long version,
        @Nullable EscalationView escalation,
        @Nullable WaitingFor waitingFor,
        @Nullable String takenOverBy,
        @Nullable String acknowledgedBy,
        @Nullable String assignee,
        @Nullable List<Comment> comments,
        @Nullable OverloadAllowed overloadAllowed,
        @Nullable List<CongestedLink> ownCongestion) {

    /**
     * One direction of protection: traffic of a colour from a head-end to an end-point.
     *
     * @param coveredBy another incident that protects the same traffic
     * @param slaBefore the SLA values before steering, and {@code slaAfter} after it
     * @param helped absent while that is not known
     * @param prediction what the plan expects of the path it takes; absent where nothing was predicted
     * @param decline why the last plan had no path for it, or no better one; absent while it has one
     * @param slaPredicted what the plan expected after steering
     * @param verdict of the measurement after steering; absent before it
     * @param linkLoads the links that its tunnel loads, as predicted and as measured
     * @param protectionWeight percent of its traffic on the tunnel, and {@code originalWeight} on the original path;
     *     absent while nothing is steered
     * @param servicesSteered services whose traffic is on the tunnel
     * @param notSteered services that it covers and whose traffic is not on the tunnel
     * @param tried earlier steerings that were measured and withdrawn
     */
    public record ProtectionView(
            String protectionKey,
            String headEnd,
            String endPoint,
            @Nullable Integer color,
            TeType teType,
            ProtectionStatus state,
            SlaTier slaTier,
            List<String> services,
            @Nullable String tunnelId,
            @Nullable SegmentId bindingSid,
            @Nullable ComputedPath path,
            @Nullable OriginalPath originalPath,
            int attempts,
            @Nullable String lastError,
            @Nullable String coveredBy,
            @Nullable SlaValues slaBefore,
            @Nullable SlaValues slaAfter,
            @Nullable Boolean helped,
            @Nullable PlacementPrediction prediction,
            @Nullable PlacementDecline decline,
            @Nullable SlaValues slaPredicted,
            @Nullable SteeringOutcome verdict,
            @Nullable List<LinkLoad> linkLoads,
            @Nullable Integer protectionWeight,
            @Nullable Integer originalWeight,
            @Nullable List<String> servicesSteered,
            @Nullable List<NotSteered> notSteered,
            @Nullable List<WithdrawnPath> tried) {}

    /** Utilisation of a direction of a link, 0 to 1; absent where it is not known. */
    public record LinkLoad(
            String linkId,
            @Nullable String from,
            @Nullable Double predicted,
            @Nullable Double measured,
            @Nullable Double threshold) {}

    /** A service whose traffic is not on the tunnel. */
    public record NotSteered(String serviceId, UnsteeredReason reason) {}

    /**
     * A steering that was withdrawn.
     *
     * @param links of its path
     */
    public record WithdrawnPath(
            List<String> links,
            WithdrawalReason reason,
            @Nullable SlaValues before,
            @Nullable SlaValues predicted,
            @Nullable SlaValues after,
            List<LinkLoad> linkLoads,
            Instant at) {}

    /** As measured; loss in percent; absent where nothing was measured. */
    public record SlaValues(@Nullable Double latencyMs, @Nullable Double jitterMs, @Nullable Double lossPct) {}

    /** @param phase in which the incident failed, "1" to "7" */
    public record EscalationView(EscalationReason reason, String phase, Instant at) {}

    /** An operator's permission for this incident, until it is closed. */
    public record OverloadAllowed(String actor, String reason, Instant at) {}

    /**
     * A link that the incident's own protections fill.
     *
     * @param utilisation of its fuller direction as last reported, 0 to 1; absent where it is not measured
     */
    public record CongestedLink(String linkId, @Nullable Double utilisation, Instant since) {}

    public record Comment(String actor, String text, Instant at) {}

    public record Transition(IncidentState from, IncidentState to, String reason, Instant occurredAt) {}
}
