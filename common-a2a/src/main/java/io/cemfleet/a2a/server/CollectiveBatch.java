package io.cemfleet.a2a.server;

import io.cemfleet.a2a.message.BatchedAnswer;
import io.cemfleet.runtime.problem.ProblemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/** A batch whose tasks one handler takes all at once. */
final class CollectiveBatch<I, O> {
    private final BatchTaskHandler<I, O> handler;
    private final TaskDispatcher desk;
    private final BatchedAnswerFactory answers;

    CollectiveBatch(BatchTaskHandler<I, O> handler, TaskDispatcher desk, BatchedAnswerFactory answers) {
        this.handler = handler;
        this.desk = desk;
        this.answers = answers;
    }

    /** The answers in the order of the entries; each admitted task is one of this handler's. */
    List<BatchedAnswer> run(List<BatchEntry> entries) {
        BatchedAnswer[] given = new BatchedAnswer[entries.size()];
        Set<String> held = new HashSet<>();
        List<BatchEntry> admitted = new ArrayList<>();
        for (BatchEntry entry : entries) {
            ProblemException refusal = entry.refusal();
            if (held.contains(entry.lane())) {
                given[entry.index()] = answers.notRun(entry);
            } else if (refusal == null) {
                admitted.add(entry);
            } else {
                BatchedAnswer refused = answers.refused(entry, refusal);
                given[entry.index()] = refused;
                if (refused.isRepeated()) {
                    held.add(entry.lane());
                }
            }
        }
        List<AdmittedTask<I, O>> tasks = admitted.stream().map(this::task).toList();
        List<Supplier<TaskReply<O>>> begun = begun(tasks);
        for (int i = 0; i < tasks.size(); i++) {
            AdmittedTask<I, O> task = tasks.get(i);
            Supplier<TaskReply<O>> reply = begun.get(i);
            given[admitted.get(i).index()] = answers.of(admitted.get(i), () -> desk.await(task, reply));
        }
        return Arrays.asList(given);
    }

    @SuppressWarnings("unchecked")
    private AdmittedTask<I, O> task(BatchEntry entry) {
        return (AdmittedTask<I, O>) Objects.requireNonNull(entry.task());
    }

    private List<Supplier<TaskReply<O>>> begun(List<AdmittedTask<I, O>> tasks) {
        try {
            return handler.begin(tasks.stream()
                    .map(task -> new IncomingTask<>(task.context(), task.payload()))
                    .toList());
        } catch (RuntimeException e) {
            Supplier<TaskReply<O>> failed = () -> {
                throw e;
            };
            return tasks.stream().map(task -> failed).toList();
        }
    }
}
