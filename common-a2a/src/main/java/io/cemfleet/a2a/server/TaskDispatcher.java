package io.cemfleet.a2a.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.a2a.inbox.TaskClaim;
import io.cemfleet.a2a.inbox.TaskContext;
import io.cemfleet.a2a.inbox.TaskInbox;
import io.cemfleet.a2a.message.TaskAnswer;
import io.cemfleet.a2a.message.TaskRequest;
import io.cemfleet.a2a.token.OneTimeTokens;
import io.cemfleet.a2a.token.TokenVerdict;
import io.cemfleet.runtime.problem.JsonInput;
import io.cemfleet.runtime.problem.ProblemException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs each task once: checks the inbox for an earlier answer, runs the handler and stores the answer. */
final class TaskDispatcher {
    private final TaskInbox memory;
    private final RecentAnswers recent = new RecentAnswers();
    private final OneTimeTokens tokens;
    private final TaskAnswerFactory answers;
    private final TransactionTemplate transactions;
    private final PayloadReading reading;

    record PayloadReading(JsonInput input, ObjectMapper mapper, Clock clock) {}

    TaskDispatcher(
            TaskInbox memory,
            OneTimeTokens tokens,
            TaskAnswerFactory answers,
            TransactionTemplate transactions,
            PayloadReading reading) {
        this.memory = memory;
        this.tokens = tokens;
        this.answers = answers;
        this.transactions = transactions;
        this.reading = reading;
    }

    <I, O> TaskAnswer take(
            TaskHandler<I, O> handler, TokenVerdict.Genuine caller, TaskRequest request, UUID correlationId) {
        I payload = reading.input().read(request.payload(), handler.type().input());
        UUID taskId = request.taskId() == null ? UUID.randomUUID() : request.taskId();
        TaskContext context = new TaskContext(
                taskId,
                caller.caller(),
                correlationId,
                request.incidentId(),
                request.parentTaskId(),
                request.callbackUrl(),
                request.priority() == null ? TaskRequest.DEFAULT_PRIORITY : request.priority(),
                reading.clock().instant().plus(request.timeout()),
                caller.person(),
                caller.role());
        Supplier<TaskReply<O>> work = () -> handler.handle(context, payload);
        return switch (handler.memory()) {
            case NONE -> {
                useOnce(caller);
                yield unremembered(request, context, work);
            }
            case BY_PAYLOAD -> unremembered(request, context, work);
            case TRANSACTIONAL -> inOneTransaction(request, context, work);
            case DURABLE -> intentThenOutcome(request, context, work);
        };
    }

    /** A task that the caller has sent. */
    Optional<TaskAnswer> find(TokenVerdict.Genuine caller, UUID taskId) {
        return memory.find(caller.caller(), taskId).or(() -> recent.find(caller.caller(), taskId));
    }

    private <O> TaskAnswer unremembered(TaskRequest request, TaskContext context, Supplier<TaskReply<O>> work) {
        TaskAnswer begun = answers.begun(context.taskId(), request.taskType());
        return recent.keep(context.caller(), answers.after(begun, work.get(), reading.mapper()));
    }

    private void useOnce(TokenVerdict.Genuine token) {
        if (tokens.read(token) instanceof TokenVerdict.Refused refused) {
            throw new ProblemException(
                    HttpStatus.UNAUTHORIZED,
                    "the token was refused: " + refused.fault().text());
        }
    }

    private <O> TaskAnswer inOneTransaction(TaskRequest request, TaskContext context, Supplier<TaskReply<O>> work) {
        TaskAnswer done = transactions.execute(status -> switch (claim(request, context)) {
            case TaskClaim.Claimed ours -> remember(ours.begun(), work.get());
            case TaskClaim.Remembered known -> known.answer();
            case TaskClaim.IdConflict another -> throw conflict();
        });
        return java.util.Objects.requireNonNull(done);
    }

    private <O> TaskAnswer intentThenOutcome(TaskRequest request, TaskContext context, Supplier<TaskReply<O>> work) {
        return switch (claim(request, context)) {
            case TaskClaim.Claimed ours -> {
                try {
                    yield remember(ours.begun(), work.get());
                } catch (RuntimeException e) {
                    memory.release(context.taskId());
                    throw e;
                }
            }
            case TaskClaim.Remembered known -> known.answer();
            case TaskClaim.IdConflict another -> throw conflict();
        };
    }

    private TaskClaim claim(TaskRequest request, TaskContext context) {
        return memory.claim(answers.begun(context.taskId(), request.taskType()), context, request.payload());
    }

    private <O> TaskAnswer remember(TaskAnswer begun, TaskReply<O> reply) {
        TaskAnswer answer = answers.after(begun, reply, reading.mapper());
        memory.store(answer);
        return answer;
    }

    private static ProblemException conflict() {
        return new ProblemException(
                HttpStatus.CONFLICT, "this task_id was used by another agent, or with another task_type or payload");
    }
}
