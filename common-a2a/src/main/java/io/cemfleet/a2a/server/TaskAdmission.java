package io.cemfleet.a2a.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.inbox.TaskContext;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskRequest;
import io.cemfleet.a2a.token.TokenVerdict;
import io.cemfleet.runtime.problem.FieldProblem;
import io.cemfleet.runtime.problem.JsonInput;
import io.cemfleet.runtime.problem.ProblemException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;

/** Checks that a message is a task, that its caller may send it, and that its payload is valid. */
final class TaskAdmission {
    private final Map<String, TaskHandler<?, ?>> handlers;
    private final JsonInput input;
    private final Clock clock;

    TaskAdmission(List<TaskHandler<?, ?>> handlers, JsonInput input, Clock clock) {
        this.handlers = handlers.stream()
                .collect(Collectors.toUnmodifiableMap(h -> h.type().name(), Function.identity()));
        this.input = input;
        this.clock = clock;
    }

    /**
     * The task, with defaults for what the message leaves out.
     *
     * @param message without unsafe text
     * @throws ProblemException 422 naming each field that is wrong, 403 when the caller may not send this task type
     */
    AdmittedTask<?, ?> admit(JsonNode message, TokenVerdict.Genuine token) {
        TaskRequest request = input.read(message, TaskRequest.class);
        return admitted(handlerFor(request, token.caller()), request, token);
    }

    private <I, O> AdmittedTask<I, O> admitted(
            TaskHandler<I, O> handler, TaskRequest request, TokenVerdict.Genuine token) {
        I payload = input.read(request.payload(), handler.type().input());
        TaskContext context = new TaskContext(
                request.taskId() == null ? UUID.randomUUID() : request.taskId(),
                token.caller(),
                request.correlationId() == null ? UUID.randomUUID() : request.correlationId(),
                request.incidentId(),
                request.parentTaskId(),
                request.callbackUrl(),
                request.priority() == null ? TaskRequest.DEFAULT_PRIORITY : request.priority(),
                clock.instant().plus(request.timeout()),
                token.person(),
                token.role());
        return new AdmittedTask<>(handler, request, context, payload);
    }

    private TaskHandler<?, ?> handlerFor(TaskRequest request, AgentName caller) {
        TaskHandler<?, ?> handler = handlers.get(request.taskType());
        if (handler == null) {
            String known = handlers.keySet().stream().sorted().collect(Collectors.joining(", "));
            throw ProblemException.unprocessable(
                    "this agent does not do " + request.taskType(),
                    List.of(new FieldProblem("task_type", "must be one of: " + known)));
        }
        if (!handler.type().allows(caller)) {
            throw new ProblemException(
                    HttpStatus.FORBIDDEN, caller.wire() + " may not send " + request.taskType() + " to this agent");
        }
        return handler;
    }
}
