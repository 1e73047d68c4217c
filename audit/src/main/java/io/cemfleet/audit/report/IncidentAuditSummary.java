package io.cemfleet.audit.report;

import io.cemfleet.a2a.contract.GetTimeline;
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
    private final String incidentId;
    private final Set<String> tunnels = new LinkedHashSet<>();
    private final Set<String> escalations = new LinkedHashSet<>();
    private final Map<String, Integer> doings = new TreeMap<>();
    private @Nullable Instant created;
    private @Nullable Instant steered;
    private @Nullable Instant restored;
    private @Nullable Instant closed;
    private @Nullable String severity;
    private @Nullable String closeReason;
    private @Nullable Integer services;
    private Map<String, Integer> tiers = Map.of();

    IncidentAuditSummary(String incidentId) {
        this.incidentId = incidentId;
    }

    /** Takes the next event, in order. */
    void take(GetTimeline.Event event) {
        Map<String, Object> details = event.details();
        Instant at = event.occurredAt();
        switch (event.eventType()) {
            case INCIDENT_CREATED -> {
                created = created == null ? at : created;
                severity = worse(details.get("severity"));
            }
            case ALERT_CORRELATED -> severity = worse(details.get("severity"));
            case SERVICE_IMPACT_ASSESSED -> assessed(details);
            case TUNNEL_PROVISIONED -> {
                tunnels.add(Objects.toString(details.get("tunnel_id"), "?"));
                did(Boolean.FALSE.equals(details.get("created")) ? "tunnel_changed" : "tunnel_created", "");
            }
            case TRAFFIC_STEERED -> {
                steered = steered == null ? at : steered;
                did("traffic_steered", "");
            }
            case RESTORATION_COMPLETE -> restored = at;
            case STATE_CHANGE -> changed(details, at);
            case ESCALATION -> {
                escalations.add(Objects.toString(text(details, "reason", null), "unknown"));
                did("escalation", details.get("reason"));
            }
            case WRITE_REFUSED, ERROR -> did(event.eventType().wire(), details.get("code"));
            case OPERATOR_ACTION -> did("operator_action", details.get("action"));
            case NOTIFICATION_SENT -> did("notification_sent", details.get("channel") + " " + details.get("outcome"));
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
        return severity;
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
                && doings.keySet().stream().noneMatch(doing -> doing.startsWith("operator_action|"));
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

    private void assessed(Map<String, Object> details) {
        if (details.get("total_affected") instanceof Number total) {
            services = services == null ? total.intValue() : Math.max(services, total.intValue());
        }
        if (details.get("services_by_tier") instanceof Map<?, ?> byTier) {
            Map<String, Integer> counts = new TreeMap<>();
            byTier.forEach((tier, count) -> {
                if (count instanceof Number number && number.intValue() > 0) {
                    counts.put(String.valueOf(tier), number.intValue());
                }
            });
            tiers = counts;
        }
    }

    private void changed(Map<String, Object> details, Instant at) {
        boolean closing = "closed".equals(details.get("to"));
        closed = closing ? at : null;
        closeReason = closing ? text(details, "reason", null) : null;
    }

    private void did(String what, @Nullable Object of) {
        doings.merge(what + '|' + Objects.toString(of, "unknown"), 1, Integer::sum);
    }

    /** The peak so far. */
    private @Nullable String worse(@Nullable Object reported) {
        for (Severity known : Severity.values()) {
            if (known.wire().equals(severity) || known.wire().equals(reported)) {
                return known.wire();
            }
        }
        return severity;
    }

    private static @Nullable String text(Map<String, Object> details, String field, @Nullable String otherwise) {
        return details.get(field) instanceof String text ? text : otherwise;
    }
}
