package io.cemfleet.a2a.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskAnswer;
import io.cemfleet.a2a.message.TaskFailure;
import io.cemfleet.a2a.message.TaskRequest;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.runtime.trace.TraceContext;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.MDC;

/** Calls other agents. Errors are values; failures of a peer are never thrown. */
public final class A2aClient {
    private static final Duration DELIVERY = Duration.ofSeconds(10);

    private final PeerHttpClient peers;
    private final ObjectMapper mapper;
    private final Clock clock;

    public A2aClient(PeerHttpClient peers, ObjectMapper mapper, Clock clock) {
        this.peers = peers;
        this.mapper = mapper;
        this.clock = clock;
    }

    /** Calls within the type's own deadline, and retries transient failures. */
    public <O> TaskOutcome<O> call(TaskType<?, O> type, TaskCall call) {
        return call(type, call, type.deadline());
    }

    /** Calls within a deadline, and retries transient failures. */
    public <O> TaskOutcome<O> call(TaskType<?, O> type, TaskCall call, Duration deadline) {
        UUID correlationId = call.correlationId() == null ? correlation() : call.correlationId();
        JsonNode payload = call.payload() instanceof JsonNode json ? json : mapper.valueToTree(call.payload());
        TaskRequest request = new TaskRequest(
                type.name(),
                payload,
                call.taskId(),
                call.incidentId(),
                correlationId,
                null,
                null,
                (int) Math.max(1, deadline.toSeconds()),
                null,
                clock.instant());
        return send(type.receiver(), request, deadline, true).read(answer -> outcome(answer, type.output()));
    }

    /** One attempt to deliver a stored message; the outbox retries. */
    public TaskOutcome<JsonNode> deliver(AgentName destination, TaskRequest request) {
        return send(destination, request, DELIVERY, false).read(answer -> outcome(answer, JsonNode.class));
    }

    private PeerReply send(AgentName destination, TaskRequest request, Duration deadline, boolean retry) {
        try {
            return peers.post(destination, mapper.writeValueAsBytes(request), deadline, retry);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a task cannot be written as JSON", e);
        }
    }

    private <O> TaskOutcome<O> outcome(byte[] body, Class<O> output) {
        try {
            TaskAnswer answer = mapper.readValue(body, TaskAnswer.class);
            return switch (answer.status().state()) {
                case COMPLETED -> new TaskOutcome.Done<>(mapper.treeToValue(answer.result(), output));
                case WORKING, SUBMITTED -> new TaskOutcome.Accepted<>(answer.taskId());
                case FAILED, REJECTED, CANCELED -> new TaskOutcome.Failed<>(failure(answer));
            };
        } catch (java.io.IOException | RuntimeException e) {
            return new TaskOutcome.Unreachable<>("the answer cannot be read: " + e.getMessage(), true);
        }
    }

    private static TaskFailure failure(TaskAnswer answer) {
        TaskFailure error = answer.error();
        return error != null
                ? error
                : new TaskFailure(answer.status().state().wire(), "the agent gave no reason", false);
    }

    private static UUID correlation() {
        String present = MDC.get(TraceContext.CORRELATION_ID);
        return present == null ? UUID.randomUUID() : UUID.fromString(present);
    }
}
