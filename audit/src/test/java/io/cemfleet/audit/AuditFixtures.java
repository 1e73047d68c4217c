package io.cemfleet.audit;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.LogEvent;
import io.cemfleet.audit.seal.SealOutcome;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** The only place that makes sample events. */
public final class AuditFixtures {
    private AuditFixtures() {}

    public static LogEvent.Request event(String incidentId, AuditEventType type, Map<String, Object> details) {
        return new LogEvent.Request(
                UUID.randomUUID(), type, incidentId, "orchestrator", "orchestrator", Instant.now(), details);
    }

    public static LogEvent.Request stateChange(String incidentId) {
        return event(incidentId, AuditEventType.STATE_CHANGE, Map.of("from", "detecting", "to", "assessing"));
    }

    /** An event with a text of any kind. */
    public static LogEvent.Request telling(String text) {
        return event(incident(), AuditEventType.ERROR, Map.of("text", text));
    }

    /** An event that the door would refuse: no column takes its actor. */
    public static LogEvent.Request poisoned() {
        return new LogEvent.Request(
                UUID.randomUUID(),
                AuditEventType.ERROR,
                incident(),
                "nul\u0000",
                "orchestrator",
                Instant.now(),
                Map.of());
    }

    /** Where an event stands in the trail; fails when it was put aside. */
    public static long sequence(SealOutcome outcome) {
        return ((SealOutcome.Sealed) outcome).sequence();
    }

    public static String incident() {
        return "INC-2026-" + (UUID.randomUUID().hashCode() & Integer.MAX_VALUE);
    }
}
