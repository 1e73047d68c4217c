package io.cemfleet.a2a.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskAnswer;
import io.cemfleet.a2a.message.TaskRequest;
import io.cemfleet.a2a.message.TaskState;
import io.cemfleet.a2a.security.AgentAuthentication;
import io.cemfleet.a2a.token.TokenVerdict;
import io.cemfleet.runtime.problem.FieldProblem;
import io.cemfleet.runtime.problem.JsonInput;
import io.cemfleet.runtime.problem.ProblemException;
import io.cemfleet.runtime.trace.TraceContext;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /a2a/tasks}: checks that the message is a task, that the caller may send it, and that it is valid; then
 * dispatches it.
 */
@RestController
@RequestMapping("/a2a/tasks")
final class TaskController {
    private final Map<String, TaskHandler<?, ?>> handlers;
    private final TaskDispatcher desk;
    private final JsonInput input;

    TaskController(List<TaskHandler<?, ?>> handlers, TaskDispatcher desk, JsonInput input) {
        this.handlers = handlers.stream()
                .collect(Collectors.toUnmodifiableMap(h -> h.type().name(), Function.identity()));
        this.desk = desk;
        this.input = input;
    }

    @PostMapping
    ResponseEntity<TaskAnswer> submit(@RequestBody byte[] body, AgentAuthentication agent) {
        TokenVerdict.Genuine caller = agent.token();
        JsonNode tree = input.tree(body);
        TaskRequest request = input.read(tree, TaskRequest.class);
        UUID correlationId = request.correlationId() == null ? UUID.randomUUID() : request.correlationId();
        try (var correlation = TraceContext.LoggingScope.put(TraceContext.CORRELATION_ID, correlationId.toString());
                var incident = TraceContext.LoggingScope.put(TraceContext.INCIDENT_ID, request.incidentId());
                var task = TraceContext.LoggingScope.put(
                        TraceContext.TASK_ID,
                        request.taskId() == null ? null : request.taskId().toString())) {
            TaskAnswer answer = desk.take(handlerFor(request, caller.caller()), caller, request, correlationId);
            HttpStatus status = answer.status().state() == TaskState.WORKING ? HttpStatus.ACCEPTED : HttpStatus.OK;
            return ResponseEntity.status(status).body(answer);
        }
    }

    @GetMapping("/{taskId}")
    TaskAnswer find(@PathVariable("taskId") UUID taskId, AgentAuthentication agent) {
        return desk.find(agent.token(), taskId)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "no task has the id " + taskId));
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
