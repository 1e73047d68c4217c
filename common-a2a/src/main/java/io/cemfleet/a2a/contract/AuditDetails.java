package io.cemfleet.a2a.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The details of audit events that the audit agent's reports read, one record for each form. Details are open: an event
 * may have more members. Texts of codes are kept as the source agent wrote them.
 */
public sealed interface AuditDetails {

    /** The members on the wire; absent values are left out. */
    default Map<String, Object> members() {
        return DetailsJson.members(this);
    }

    /** The members on the wire, then these. */
    default Map<String, Object> with(Map<String, ?> more) {
        Map<String, Object> all = new LinkedHashMap<>(members());
        all.putAll(more);
        return all;
    }

    /** The details of an event in this form; members that it lacks, or that have another type, count as absent. */
    static <D extends AuditDetails> D read(GetTimeline.Event event, Class<D> form) {
        return DetailsJson.readLeniently(event.details(), form);
    }

    /** {@code incident_created} and {@code alert_correlated}: the correlator's decision. */
    record Correlation(
            @Nullable String incidentKey,
            @Nullable String decision,
            @Nullable Severity severity,
            @Nullable String source,
            @Nullable String correlationRule,
            @Nullable List<String> degradedLinks,
            @Nullable List<String> ambiguousLinks,
            @Nullable List<String> clearedLinks,
            @Nullable Integer alertCount,
            @Nullable List<String> alertIds,
            @Nullable String summary)
            implements AuditDetails {}

    /**
     * {@code service_impact_assessed}.
     *
     * @param servicesByTier number of affected services
     * @param dataAgeSeconds age of the network state that it was assessed on
     */
    record ImpactAssessment(
            @Nullable Integer totalAffected,
            @Nullable Map<String, Integer> servicesByTier,
            @Nullable List<String> links,
            @Nullable List<String> unknownLinks,
            @Nullable String topologyVersion,
            @Nullable Double dataAgeSeconds)
            implements AuditDetails {}

    /** The tunnel of any event of tunnel-provisioning. */
    record TunnelFacts(
            @Nullable String tunnelId,
            @Nullable String protectionKey,
            @Nullable String headEnd,
            @Nullable String endPoint,
            @Nullable Integer color,
            @Nullable String state,
            @Nullable Integer preference,
            @Nullable Long planRevision,
            @Nullable Long pathVersion)
            implements AuditDetails {}

    /**
     * {@code tunnel_provisioned}, beside {@link TunnelFacts}.
     *
     * @param created false where the tunnel existed and was changed
     */
    record Provisioning(
            @Nullable TeType teType,
            @Nullable SegmentId bindingSid,
            @Nullable Boolean created,
            @Nullable List<String> links,
            @Nullable List<SegmentId> segmentList,
            @Nullable List<String> services,
            @Nullable Map<String, Object> dryRun)
            implements AuditDetails {}

    /** {@code state_change} from one state of the incident to another. */
    record StateChange(
            @Nullable IncidentState from, @Nullable IncidentState to, @Nullable String phase, @Nullable String reason)
            implements AuditDetails {}

    /** {@code escalation}; evidence is open. */
    record EscalationEntry(@Nullable String reason, @Nullable String phase, @Nullable Map<String, Object> evidence)
            implements AuditDetails {}

    /** {@code error} and {@code write_refused}. */
    record Failure(@Nullable String step, @Nullable String code, @Nullable String message, @Nullable Boolean retryable)
            implements AuditDetails {
        /** A failure of no particular step. */
        public Failure(String code, String message) {
            this(null, code, message, null);
        }
    }

    /** {@code operator_action}; the other members depend on the action. */
    record OperatorCommand(@Nullable String action) implements AuditDetails {}

    /**
     * {@code notification_sent}.
     *
     * @param event that the notification is about
     * @param reason empty where it was sent
     * @param inOneMessage number of notifications that were sent as one message; absent for one
     */
    record Delivery(
            @Nullable String channel,
            @Nullable NotificationEvent event,
            @Nullable String outcome,
            @Nullable String reason,
            @Nullable Integer inOneMessage)
            implements AuditDetails {}
}
