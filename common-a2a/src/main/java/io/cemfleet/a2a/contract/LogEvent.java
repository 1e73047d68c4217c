package io.cemfleet.a2a.contract;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskType;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Store an event permanently */
public interface LogEvent {
    TaskType<Request, Result> TYPE = TaskType.of(
                    "log_event",
                    AgentName.AUDIT,
                    TaskType.anyAgent(),
                    Request.class,
                    Result.class,
                    "Keep an event for good")
            .within(Duration.ofSeconds(10));

    /**
     * The agents that act on behalf of persons, and the events in which they name the person as the actor. The actor of
     * any other event is the agent itself, or the person whom the token of this very request names.
     */
    Map<AgentName, Set<AuditEventType>> NAME_PEOPLE = Map.of(
            AgentName.ORCHESTRATOR, Set.of(AuditEventType.OPERATOR_ACTION),
            AgentName.TUNNEL_PROVISIONING, Set.of(AuditEventType.OPERATOR_ACTION),
            AgentName.EVENT_CORRELATOR, Set.of(AuditEventType.OPERATOR_ACTION, AuditEventType.SUPPRESSION_CHANGED),
            AgentName.NOTIFICATION, Set.of(AuditEventType.OPERATOR_ACTION),
            AgentName.ENHANCEMENT_PIPELINE, Set.of(AuditEventType.OPERATOR_ACTION),
            AgentName.IO_AGENT, Set.of(AuditEventType.OPERATOR_ACTION));

    /**
     * @param eventId unique among the events of its source agent
     * @param actor who did it: the agent, or a person's name as {@link #NAME_PEOPLE} allows
     * @param sourceAgent the caller, and filled with it when absent; another one is refused
     * @param details open; the members that reports know by name: {@link AuditDetails}
     */
    record Request(
            @NotNull UUID eventId,
            @NotNull AuditEventType eventType,
            @Nullable @Size(max = 200) String incidentId,
            @NotBlank @Size(max = 200) String actor,
            @Nullable String sourceAgent,
            @NotNull Instant occurredAt,
            @NotNull Map<String, Object> details) {

        /** The same event, from this agent. */
        public Request from(AgentName source) {
            return new Request(eventId, eventType, incidentId, actor, source.wire(), occurredAt, details);
        }
    }

    record Result(long sequence) {}
}
