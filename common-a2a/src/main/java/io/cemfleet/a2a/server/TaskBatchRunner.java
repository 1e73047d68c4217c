package io.cemfleet.a2a.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.message.BatchedAnswer;
import io.cemfleet.runtime.problem.ProblemException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.http.HttpStatus;

/**
 * Runs the tasks of a batch: those of one incident in their order, those of different incidents side by side. A batch is
 * answered before its sender stops waiting.
 */
final class TaskBatchRunner {
    /** How long a sender waits for its answers, less the time that they need on their way. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private static final Duration LATER = Duration.ofSeconds(1);
    private static final int BATCHES_AT_ONCE = 32;

    private final TaskAdmission admission;
    private final TaskDispatcher desk;
    private final BatchedAnswerFactory answers;
    private final Semaphore batches = new Semaphore(BATCHES_AT_ONCE);
    private final Semaphore tasks;

    /** @param tasksAtOnce of all batches together, so that a flood of messages leaves room for other work */
    TaskBatchRunner(TaskAdmission admission, TaskDispatcher desk, BatchedAnswerFactory answers, int tasksAtOnce) {
        this.tasks = new Semaphore(tasksAtOnce, true);
        this.admission = admission;
        this.desk = desk;
        this.answers = answers;
    }

    /**
     * The answers, in the order of the messages.
     *
     * @throws ProblemException 503 when too many batches are under way
     */
    List<BatchedAnswer> run(List<JsonNode> messages, CallerToken token) {
        if (!batches.tryAcquire()) {
            throw ProblemException.later(HttpStatus.SERVICE_UNAVAILABLE, "too many batches are under way", LATER);
        }
        try {
            List<BatchEntry> entries = IntStream.range(0, messages.size())
                    .mapToObj(i -> BatchEntry.of(i, messages.get(i), admission, token))
                    .toList();
            List<TaskHandler<?, ?>> handlers = handlers(entries);
            return handlers.size() == 1 && handlers.getFirst() instanceof BatchTaskHandler<?, ?> handler
                    ? new CollectiveBatch<>(handler, desk, answers).run(entries)
                    : inLanes(entries, token);
        } finally {
            batches.release();
        }
    }

    private static List<TaskHandler<?, ?>> handlers(List<BatchEntry> entries) {
        return entries.stream()
                .map(BatchEntry::task)
                .filter(Objects::nonNull)
                .<TaskHandler<?, ?>>map(AdmittedTask::handler)
                .distinct()
                .toList();
    }

    private List<BatchedAnswer> inLanes(List<BatchEntry> entries, CallerToken token) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Map<String, List<BatchEntry>> lanes = entries.stream()
                .collect(Collectors.groupingBy(BatchEntry::lane, LinkedHashMap::new, Collectors.toList()));
        return new BatchLanes(entry -> alone(entry, token, deadline), answers, deadline, entries.size())
                .run(lanes.values());
    }

    private BatchedAnswer alone(BatchEntry entry, CallerToken token, long deadline) {
        AdmittedTask<?, ?> task = entry.task();
        if (task == null) {
            return answers.refused(entry, Objects.requireNonNull(entry.refusal()));
        }
        if (!hasRoom(deadline)) {
            return answers.busy(entry);
        }
        try (var trace = entry.trace().open()) {
            return answers.of(entry, () -> desk.run(task, token));
        } finally {
            tasks.release();
        }
    }

    private boolean hasRoom(long deadline) {
        try {
            return tasks.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
