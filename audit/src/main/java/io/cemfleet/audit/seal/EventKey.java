package io.cemfleet.audit.seal;

import io.cemfleet.a2a.contract.LogEvent;
import java.util.Objects;
import java.util.UUID;

/** The identity of an event: agents choose ids, each for its own events. */
record EventKey(String sourceAgent, UUID eventId) {
    static EventKey of(LogEvent.Request event) {
        return new EventKey(Objects.requireNonNull(event.sourceAgent(), "source_agent"), event.eventId());
    }
}
