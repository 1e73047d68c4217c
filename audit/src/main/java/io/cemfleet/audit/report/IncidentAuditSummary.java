package io.cemfleet.audit.report;

import io.cemfleet.a2a.contract.AuditDetails;
import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.GetTimeline;
import io.cemfleet.a2a.contract.IncidentState;
import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.runtime.time.FractionalSeconds;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Summarises the events of one incident. Values that the trail does not have are null, never zero. */
final class IncidentAuditSummary {
    private static final String OPERATOR_ACTION = AuditEventType.OPERATOR_ACTION.wire();

    private final String incidentId;
    private final Set<String> tunnels = new LinkedHashSet<>();
    private final Set<String> escalations = new LinkedHashSet<>();
    private final Map<String, Integer> doings = new TreeMap<>();
    private @Nullable Instant created;
    private @Nullable Instant steered;
    private @Nullable Instant restored;
    private @Nullable Instant closed;
    private @Nullable Severity severity;
    private @Nullable String closeReason;
    private @Nullable Integer services;
    private Map<String, Integer> tiers = Map.of();

    IncidentAuditSummary(String incidentId) {
        this.incidentId = incidentId;
    }

    /** Takes the next event, in order. */
    void take(GetTimeline.Event event) {
        Instant at = event.occurredAt();
        switch (event.eventType()) {
            case INCIDENT_CREATED -> {
                created = created == null ? at : created;
                worse(event);
            }
            case ALERT_CORRELATED -> worse(event);
            case SERVICE_IMPACT_ASSESSED -> assessed(AuditDetails.read(event, AuditDetails.ImpactAssessment.class));
            case TUNNEL_PROVISIONED -> provisioned(event);
            case TRAFFIC_STEERED -> {
                steered = steered == null ? at : steered;
                did(event.eventType().wire(), "");
            }
            case RESTORATION_COMPLETE -> restored = at;
            case STATE_CHANGE -> changed(AuditDetails.read(event, AuditDetails.StateChange.class), at);
            case ESCALATION -> {
                String reason = known(AuditDetails.read(event, AuditDetails.EscalationEntry.class)
                        .reason());
                escalations.add(reason);
                did(event.eventType().wire(), reason);
            }
            case WRITE_REFUSED, ERROR ->
                did(
                        event.eventType().wire(),
                        known(AuditDetails.read(event, AuditDetails.Failure.class)
                                .code()));
            case OPERATOR_ACTION ->
                did(
                        OPERATOR_ACTION,
                        known(AuditDetails.read(event, AuditDetails.OperatorCommand.class)
                                .action()));
            case NOTIFICATION_SENT -> {
                AuditDetails.Delivery delivery = AuditDetails.read(event, AuditDetails.Delivery.class);
                did(event.eventType().wire(), delivery.channel() + " " + delivery.outcome());
            }
            case TUNNEL_DELETED, TRAFFIC_SHIFTED -> did(event.eventType().wire(), "");
            case PATH_COMPUTED, SLA_RECOVERED, SUPPRESSION_CHANGED, TRAIL_ANNOTATED -> {}
        }
    }

    String incidentId() {
        return incidentId;
    }

    @Nullable
    Instant created() {
        return created;
    }

    @Nullable
    Instant restored() {
        return restored;
    }

    @Nullable
    Instant closed() {
        return closed;
    }

    @Nullable
    String severity() {
        return severity == null ? null : severity.wire();
    }

    @Nullable
    String closeReason() {
        return closeReason;
    }

    @Nullable
    Integer services() {
        return services;
    }

    /** Affected services by tier, as last assessed. */
    Map<String, Integer> tiers() {
        return tiers;
    }

    Set<String> tunnels() {
        return tunnels;
    }

    /** The reasons of escalations. */
    Set<String> escalations() {
        return escalations;
    }

    /** The number of actions by kind: {@code write_refused|protected_node}. */
    Map<String, Integer> doings() {
        return doings;
    }

    /** Whether it was closed without an escalation and without an operator's action. */
    boolean closedByItself() {
        return closed != null
                && escalations.isEmpty()
                && doings.keySet().stream().noneMatch(doing -> doing.startsWith(OPERATOR_ACTION + '|'));
    }

    @Nullable
    Double secondsToProtect() {
        return secondsTo(steered);
    }

    @Nullable
    Double secondsToRestore() {
        return secondsTo(restored);
    }

    private @Nullable Double secondsTo(@Nullable Instant milestone) {
        return created == null || milestone == null ? null : FractionalSeconds.of(Duration.between(created, milestone));
    }

    private void assessed(AuditDetails.ImpactAssessment impact) {
        Integer total = impact.totalAffected();
        if (total != null) {
            services = services == null ? total : Integer.valueOf(Math.max(services, total));
        }
        if (impact.servicesByTier() != null) {
            Map<String, Integer> counts = new TreeMap<>(impact.servicesByTier());
            counts.values().removeIf(count -> count <= 0);
            tiers = counts;
        }
    }

    private void provisioned(GetTimeline.Event event) {
        tunnels.add(Objects.requireNonNullElse(
                AuditDetails.read(event, AuditDetails.TunnelFacts.class).tunnelId(), "?"));
        Boolean made = AuditDetails.read(event, AuditDetails.Provisioning.class).created();
        did(Boolean.FALSE.equals(made) ? "tunnel_changed" : "tunnel_created", "");
    }

    private void changed(AuditDetails.StateChange change, Instant at) {
        boolean closing = change.to() == IncidentState.CLOSED;
        closed = closing ? at : null;
        closeReason = closing ? change.reason() : null;
    }

    private void did(String what, String of) {
        doings.merge(what + '|' + of, 1, Integer::sum);
    }

    private static String known(@Nullable String code) {
        return Objects.requireNonNullElse(code, "unknown");
    }

    /** The peak so far. */
    private void worse(GetTimeline.Event event) {
        Severity reported =
                AuditDetails.read(event, AuditDetails.Correlation.class).severity();
        if (reported != null) {
            severity = severity == null ? reported : severity.or(reported);
        }
    }
}
