package io.cemfleet.a2a.contract;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskType;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A command of an operator */
public interface OperatorAction {
    TaskType<Request, IncidentView> TYPE = TaskType.of(
            "operator_action",
            AgentName.ORCHESTRATOR,
            Set.of(AgentName.IO_AGENT),
            Request.class,
            IncidentView.class,
            "What a person decided");

    /** @param actor the person whom the token names, and filled with it when absent; another one is refused */
    record Request(
            @NotBlank String incidentId,
            @NotNull OperatorActionKind action,
            @NotBlank String reason,
            @Nullable String actor,
            long expectedVersion,
            @Nullable Map<String, Object> parameters) {

        /** The same action, decided by this person. */
        public Request by(String person) {
            return new Request(incidentId, action, reason, person, expectedVersion, parameters);
        }

        /** The operator, once the receiver has verified the token. */
        public String person() {
            return Objects.requireNonNull(actor, "actor");
        }
    }
}
