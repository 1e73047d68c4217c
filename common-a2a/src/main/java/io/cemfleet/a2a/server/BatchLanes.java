package io.cemfleet.a2a.server;

import io.cemfleet.a2a.message.BatchedAnswer;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The lanes of one batch, side by side. In a lane, a task that must be sent again holds back those after it; at the
 * deadline so does a task that still runs.
 */
final class BatchLanes {
    private final Function<BatchEntry, BatchedAnswer> run;
    private final BatchedAnswerFactory answers;
    private final long deadline;
    private final AtomicReferenceArray<BatchedAnswer> given;

    /** @param deadline by {@link System#nanoTime()} */
    BatchLanes(Function<BatchEntry, BatchedAnswer> run, BatchedAnswerFactory answers, long deadline, int entries) {
        this.run = run;
        this.answers = answers;
        this.deadline = deadline;
        this.given = new AtomicReferenceArray<>(entries);
    }

    /** The answers in the order of the batch, at the latest at the deadline. */
    List<BatchedAnswer> run(Collection<List<BatchEntry>> lanes) {
        CountDownLatch open = new CountDownLatch(lanes.size());
        for (List<BatchEntry> lane : lanes) {
            Thread.ofVirtual().name("task-batch").start(() -> {
                try {
                    serve(lane);
                } finally {
                    open.countDown();
                }
            });
        }
        await(open);
        lanes.forEach(this::close);
        return IntStream.range(0, given.length()).mapToObj(given::get).toList();
    }

    private void serve(List<BatchEntry> lane) {
        boolean held = false;
        for (BatchEntry entry : lane) {
            if (System.nanoTime() >= deadline) {
                return;
            }
            BatchedAnswer answer = held ? answers.notRun(entry) : run.apply(entry);
            given.compareAndSet(entry.index(), null, answer);
            held = held || answer.isRepeated();
        }
    }

    private void close(List<BatchEntry> lane) {
        boolean held = false;
        for (BatchEntry entry : lane) {
            given.compareAndSet(entry.index(), null, held ? answers.notRun(entry) : answers.stillRunning(entry));
            held = held || given.get(entry.index()).isRepeated();
        }
    }

    private void await(CountDownLatch open) {
        try {
            boolean unused = open.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
