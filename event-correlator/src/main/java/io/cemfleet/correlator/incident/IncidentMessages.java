package io.cemfleet.correlator.incident;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.contract.AuditDetails;
import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.IncidentChange;
import io.cemfleet.a2a.contract.IncidentDetected;
import io.cemfleet.a2a.contract.IncidentResolution;
import io.cemfleet.a2a.contract.IncidentUpdated;
import io.cemfleet.a2a.contract.NewTicket;
import io.cemfleet.a2a.contract.ProactiveClosed;
import io.cemfleet.a2a.message.TaskIds;
import io.cemfleet.a2a.outbox.AuditLog;
import io.cemfleet.a2a.outbox.Outbox;
import io.cemfleet.correlator.alert.AlertRef;
import io.cemfleet.correlator.alert.IncidentDecision;
import io.cemfleet.correlator.source.AlertSources;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sends a decision to the other agents. Every message has a key, so a repeat is one message. */
@Component
class IncidentMessages {
    private static final String SELF = "event_correlator";

    private final Outbox outbox;
    private final AuditLog audit;
    private final AlertSources sources;

    IncidentMessages(Outbox outbox, AuditLog audit, AlertSources sources) {
        this.outbox = outbox;
        this.audit = audit;
        this.sources = sources;
    }

    void opened(String incidentId, IncidentDecision decision) {
        outbox.send(
                NewTicket.TYPE,
                incidentId,
                new NewTicket.Request(
                        incidentId,
                        decision.severity(),
                        IncidentSummary.of(decision),
                        decision.links().degraded(),
                        List.of(),
                        SELF,
                        decision.occurredAt(),
                        "new"),
                key(incidentId, decision, "new_ticket"));
        outbox.send(
                IncidentDetected.TYPE,
                incidentId,
                new IncidentDetected.Request(
                        incidentId,
                        decision.incidentKey(),
                        sources.incidentSource(decision.source()),
                        decision.severity(),
                        decision.links().degraded(),
                        decision.links().ambiguous(),
                        decision.correlated().count(),
                        decision.flapping().active(),
                        decision.flapping().dampenUntil(),
                        decision.finding().correlationRule(),
                        decision.finding().rootCause(),
                        decision.correlated().newest().stream()
                                .map(AlertRef::wire)
                                .toList(),
                        forecast(decision.finding().forecast()),
                        decision.occurredAt(),
                        flapCount(decision),
                        penalty(decision)),
                key(incidentId, decision, "incident_detected"));
        auditEvent(AuditEventType.INCIDENT_CREATED, incidentId, decision);
        auditEvent(AuditEventType.ALERT_CORRELATED, incidentId, decision);
    }

    void updated(String incidentId, IncidentDecision decision) {
        outbox.send(
                IncidentUpdated.TYPE,
                incidentId,
                new IncidentUpdated.Request(
                        incidentId,
                        change(decision.decision()),
                        decision.links().degraded(),
                        decision.links().cleared(),
                        decision.links().ambiguous(),
                        decision.correlated().count(),
                        decision.severity(),
                        decision.flapping().dampenUntil(),
                        decision.occurredAt(),
                        flapCount(decision),
                        penalty(decision)),
                key(incidentId, decision, "incident_updated"));
        auditEvent(AuditEventType.ALERT_CORRELATED, incidentId, decision);
    }

    /** The forecast for a link ends with its incident. */
    void forecastClosed(String incidentId, String linkId, IncidentResolution resolution) {
        outbox.send(
                ProactiveClosed.TYPE,
                incidentId,
                new ProactiveClosed.Request(incidentId, linkId, resolution),
                TaskIds.of(incidentId + "|proactive_closed|" + linkId));
    }

    private void auditEvent(AuditEventType type, String incidentId, IncidentDecision decision) {
        AuditDetails.Correlation details = new AuditDetails.Correlation(
                decision.incidentKey(),
                decision.decision().wire(),
                decision.severity(),
                decision.source().wire(),
                decision.finding().correlationRule(),
                List.copyOf(decision.links().degraded()),
                List.copyOf(decision.links().ambiguous()),
                List.copyOf(decision.links().cleared()),
                decision.correlated().count(),
                decision.correlated().newest().stream().map(AlertRef::alertId).toList(),
                IncidentSummary.of(decision));
        audit.record(type, incidentId, SELF, details.members(), key(incidentId, decision, type.wire()));
    }

    private static @Nullable Integer flapCount(IncidentDecision decision) {
        return decision.flapping().flap() == null
                ? null
                : Integer.valueOf(decision.flapping().flap().count());
    }

    private static @Nullable Double penalty(IncidentDecision decision) {
        return decision.flapping().flap() == null
                ? null
                : Double.valueOf(decision.flapping().flap().penalty());
    }

    private static UUID key(String incidentId, IncidentDecision decision, String step) {
        return TaskIds.of(incidentId, decision.incidentKey(), step, decision.sequence(), 1);
    }

    private static IncidentChange change(IncidentDecision.DecisionType type) {
        return switch (type) {
            case OPENED, GROWN -> IncidentChange.GROWN;
            case CLEARED -> IncidentChange.CLEARED;
            case FLAPPING -> IncidentChange.FLAPPING;
            case SEVERITY -> IncidentChange.SEVERITY;
        };
    }

    private static @Nullable Map<String, Object> forecast(@Nullable JsonNode raw) {
        if (raw == null) {
            return null;
        }
        Map<String, Object> forecast = new LinkedHashMap<>();
        raw.properties().forEach(field -> forecast.put(field.getKey(), field.getValue()));
        return forecast;
    }
}
