package io.cemfleet.a2a.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.BatchedAnswer;
import io.cemfleet.a2a.message.TaskAnswer;
import io.cemfleet.a2a.message.TaskBatch;
import io.cemfleet.a2a.message.TaskBatchAnswer;
import io.cemfleet.a2a.message.TaskFailure;
import io.cemfleet.a2a.message.TaskRequest;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.runtime.trace.TraceContext;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.MDC;

/** Calls other agents. Errors are values; failures of a peer are never thrown. */
public final class A2aClient {
    private static final Duration DELIVERY = Duration.ofSeconds(10);
    private static final String TASK = "/a2a/tasks";
    private static final String BATCH = "/a2a/tasks:batch";

    /** What an agent of a version without batches answers: it refuses a route that it does not know. */
    private static final Set<Integer> NO_SUCH_ENDPOINT = Set.of(403, 404, 405);

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

    /** One attempt to deliver stored messages together; the outbox retries. */
    public BatchOutcome deliver(AgentName destination, TaskBatch batch) {
        return switch (peers.post(destination, BATCH, json(batch), DELIVERY, false)) {
            case PeerReply.Answer answer -> judged(destination, batch, answer.body());
            case PeerReply.Refused refused
            when NO_SUCH_ENDPOINT.contains(refused.status()) -> new BatchOutcome.NotSupported();
            case PeerReply.Refused refused -> new BatchOutcome.Rejected(refused.status() + " " + refused.detail());
            case PeerReply.RetryLater later when later.answered() -> new BatchOutcome.Rejected(later.reason());
            case PeerReply.RetryLater later -> new BatchOutcome.Unreachable(later.reason());
        };
    }

    private PeerReply send(AgentName destination, TaskRequest request, Duration deadline, boolean retry) {
        return peers.post(destination, TASK, json(request), deadline, retry);
    }

    private byte[] json(Object message) {
        try {
            return mapper.writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a task cannot be written as JSON", e);
        }
    }

    private BatchOutcome judged(AgentName destination, TaskBatch batch, byte[] body) {
        try {
            List<BatchedAnswer> answers =
                    mapper.readValue(body, TaskBatchAnswer.class).answers();
            List<UUID> sent =
                    batch.tasks().stream().map(task -> task.request().taskId()).toList();
            if (!answers.stream().map(BatchedAnswer::taskId).toList().equals(sent)) {
                return new BatchOutcome.Rejected("the answers are not those of the tasks");
            }
            return new BatchOutcome.Judged(
                    answers.stream().map(answer -> judged(destination, answer)).toList());
        } catch (IOException | RuntimeException e) {
            return new BatchOutcome.Rejected("the answers cannot be read: " + e.getMessage());
        }
    }

    private Optional<TaskOutcome<JsonNode>> judged(AgentName destination, BatchedAnswer answer) {
        if (answer.status() == BatchedAnswer.NOT_RUN) {
            return Optional.empty();
        }
        if (answer.answer() != null) {
            return Optional.of(outcome(answer.answer(), JsonNode.class));
        }
        Duration pause = answer.retryAfter() == null ? null : Duration.ofSeconds(answer.retryAfter());
        String detail = PeerReply.detail(answer.problem());
        return Optional.of(PeerReply.of(destination, answer.status(), detail, pause)
                .read(body -> new TaskOutcome.Unreachable<>("an answer is missing", true)));
    }

    private <O> TaskOutcome<O> outcome(byte[] body, Class<O> output) {
        try {
            return outcome(mapper.readValue(body, TaskAnswer.class), output);
        } catch (IOException e) {
            return unreadable(e);
        }
    }

    private <O> TaskOutcome<O> outcome(TaskAnswer answer, Class<O> output) {
        try {
            return switch (answer.status().state()) {
                case COMPLETED -> new TaskOutcome.Done<>(mapper.treeToValue(answer.result(), output));
                case WORKING, SUBMITTED -> new TaskOutcome.Accepted<>(answer.taskId());
                case FAILED, REJECTED, CANCELED -> new TaskOutcome.Failed<>(failure(answer));
            };
        } catch (IOException | RuntimeException e) {
            return unreadable(e);
        }
    }

    private static <O> TaskOutcome<O> unreadable(Exception e) {
        return new TaskOutcome.Unreachable<>("the answer cannot be read: " + e.getMessage(), true);
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
