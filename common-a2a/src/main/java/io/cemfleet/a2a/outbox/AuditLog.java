package io.cemfleet.a2a.outbox;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.LogEvent;
import io.cemfleet.a2a.settings.A2aSettings;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reports this agent's actions to the audit agent, with the commit that contains them. */
public final class AuditLog {
    private final Outbox outbox;
    private final A2aSettings settings;
    private final Clock clock;

    public AuditLog(Outbox outbox, A2aSettings settings, Clock clock) {
        this.outbox = outbox;
        this.settings = settings;
        this.clock = clock;
    }

    /** Records an action of this agent, once for each call. */
    public void record(AuditEventType type, @Nullable String incidentId, Map<String, Object> details) {
        record(type, incidentId, settings.agent(), details, UUID.randomUUID());
    }

    /** Records an event under a key: the same key is kept once, however often a step is repeated. */
    public void record(
            AuditEventType type, @Nullable String incidentId, String actor, Map<String, Object> details, UUID eventId) {
        LogEvent.Request event =
                new LogEvent.Request(eventId, type, incidentId, actor, settings.agent(), clock.instant(), details);
        outbox.send(LogEvent.TYPE, incidentId, event, eventId);
    }
}
