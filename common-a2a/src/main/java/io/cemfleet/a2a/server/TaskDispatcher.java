package io.cemfleet.a2a.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.a2a.inbox.TaskClaim;
import io.cemfleet.a2a.inbox.TaskContext;
import io.cemfleet.a2a.inbox.TaskInbox;
import io.cemfleet.a2a.message.TaskAnswer;
import io.cemfleet.a2a.message.TaskRequest;
import io.cemfleet.a2a.token.TokenVerdict;
import io.cemfleet.runtime.problem.ProblemException;
import io.cemfleet.runtime.schedule.KeyedMutex;
import io.cemfleet.runtime.trace.TraceContext;
import io.cemfleet.runtime.trace.TraceContext.LoggingScope;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs each task once: checks the inbox for an earlier answer, runs the handler and stores the answer. */
final class TaskDispatcher {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final TaskInbox memory;
    private final RecentAnswers recent = new RecentAnswers();
    /** A repeat waits here for the task that it repeats, and holds no connection meanwhile. */
    private final KeyedMutex repeats = new KeyedMutex(PATIENCE);

    private final TaskAnswerFactory answers;
    private final ConnectionBulkhead connections;
    private final TransactionTemplate transactions;
    private final ObjectMapper mapper;

    TaskDispatcher(
            TaskInbox memory,
            TaskAnswerFactory answers,
            ConnectionBulkhead connections,
            TransactionTemplate transactions,
            ObjectMapper mapper) {
        this.memory = memory;
        this.answers = answers;
        this.connections = connections;
        this.transactions = transactions;
        this.mapper = mapper;
    }

    /** Runs a task, or answers it from memory. */
    <I, O> TaskAnswer run(AdmittedTask<I, O> task, CallerToken token) {
        TaskContext context = task.context();
        TaskRequest request = task.request();
        Supplier<TaskReply<O>> work = () -> task.handler().handle(context, task.payload());
        try (var correlation = LoggingScope.put(
                        TraceContext.CORRELATION_ID, context.correlationId().toString());
                var incident = LoggingScope.put(TraceContext.INCIDENT_ID, context.incidentId());
                var logged =
                        LoggingScope.put(TraceContext.TASK_ID, context.taskId().toString())) {
            return switch (task.handler().memory()) {
                case NONE -> {
                    token.useOnce();
                    yield unremembered(request, context, work);
                }
                case BY_PAYLOAD -> unremembered(request, context, work);
                case TRANSACTIONAL -> {
                    task.handler().beforeTransaction();
                    yield repeats.hold(context.taskId().toString(), () -> task.handler()
                            .inSequence(
                                    task.payload(),
                                    () -> connections.admit(() -> inOneTransaction(request, context, work))));
                }
                case DURABLE -> intentThenOutcome(request, context, work);
            };
        }
    }

    /** Waits for a task that a {@link BatchTaskHandler} began. */
    <O> TaskAnswer await(AdmittedTask<?, O> task, Supplier<TaskReply<O>> begun) {
        return unremembered(task.request(), task.context(), begun);
    }

    /** A task that the caller has sent. */
    Optional<TaskAnswer> find(TokenVerdict.Genuine caller, UUID taskId) {
        return memory.find(caller.caller(), taskId).or(() -> recent.find(caller.caller(), taskId));
    }

    private <O> TaskAnswer unremembered(TaskRequest request, TaskContext context, Supplier<TaskReply<O>> work) {
        TaskAnswer begun = answers.begun(context.taskId(), request.taskType());
        return recent.keep(context.caller(), answers.after(begun, work.get(), mapper));
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
        return switch (connections.admit(() -> claim(request, context))) {
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
        TaskAnswer answer = answers.after(begun, reply, mapper);
        memory.store(answer);
        return answer;
    }

    private static ProblemException conflict() {
        return new ProblemException(
                HttpStatus.CONFLICT, "this task_id was used by another agent, or with another task_type or payload");
    }
}
