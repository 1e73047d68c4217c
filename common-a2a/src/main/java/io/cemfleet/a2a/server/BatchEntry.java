package io.cemfleet.a2a.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.runtime.problem.ProblemException;
import io.cemfleet.runtime.problem.UnsafeTextFinder;
import io.cemfleet.runtime.trace.TraceContext;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message of a batch.
 *
 * @param index its place in the batch
 * @param lane what it shares with those that it must not overtake: its incident
 * @param taskId null where it has none that can be read
 * @param task null where it was not admitted
 * @param refusal why it was not admitted
 */
record BatchEntry(
        int index,
        String lane,
        @Nullable UUID taskId,
        TraceContext trace,
        @Nullable AdmittedTask<?, ?> task,
        @Nullable ProblemException refusal) {
    private static final String NO_INCIDENT = "-";

    static BatchEntry of(int index, JsonNode message, TaskAdmission admission, CallerToken token) {
        String lane = message.path("incident_id").asText(NO_INCIDENT);
        TraceContext trace =
                TraceContext.parse(message.path("traceparent").textValue()).orElseGet(TraceContext::current);
        try {
            AdmittedTask<?, ?> task = admission.admit(safe(message), token.verdict());
            return new BatchEntry(index, lane, task.context().taskId(), trace, task, null);
        } catch (ProblemException e) {
            return new BatchEntry(index, lane, taskId(message), trace, null, e);
        }
    }

    private static JsonNode safe(JsonNode message) {
        var unsafe = UnsafeTextFinder.in(message);
        if (!unsafe.isEmpty()) {
            throw ProblemException.unprocessable("text that cannot be stored", unsafe);
        }
        if (!message.isObject()) {
            throw ProblemException.unprocessable("an object is expected", List.of());
        }
        return message;
    }

    private static @Nullable UUID taskId(JsonNode message) {
        try {
            String id = message.path("task_id").textValue();
            return id == null ? null : UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
