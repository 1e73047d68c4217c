package io.cemfleet.a2a.contract;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskType;
import jakarta.validation.constraints.NotBlank;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All events of an incident, in order */
public interface GetTimeline {
    TaskType<Request, Result> TYPE = TaskType.of(
            "get_timeline",
            AgentName.AUDIT,
            TaskType.anyAgent(),
            Request.class,
            Result.class,
            "All events of an incident, in order");

    record Request(@NotBlank String incidentId) {}

    record Result(List<Event> events) {}

    record Event(
            long sequence,
            UUID eventId,
            AuditEventType eventType,
            @Nullable String incidentId,
            String actor,
            String sourceAgent,
            Instant occurredAt,
            Map<String, Object> details) {}
}
