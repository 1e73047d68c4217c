package io.cemfleet.orchestrator.engine;

import io.cemfleet.orchestrator.incident.AgentCall;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Makes one incident's due calls, a bounded number at a time. Calls that make tunnels go out one after the other, the
 * highest tier first; what follows from an answer goes on beside the next of them, so that no tier waits for the
 * steering of a higher one.
 */
final class CallRun {
    private final Function<AgentCall, List<AgentCall>> maker;
    private final ExecutorService threads;
    private final Semaphore permits;
    private final Queue<Future<?>> running = new ConcurrentLinkedQueue<>();

    private CallRun(Function<AgentCall, List<AgentCall>> maker, ExecutorService threads, int parallelism) {
        this.maker = maker;
        this.threads = threads;
        this.permits = new Semaphore(parallelism, true);
    }

    /**
     * Returns when all calls, and those that followed, have ended.
     *
     * @param due in the order in which they are made
     * @param maker makes a call, and returns the calls that follow from its outcome
     * @throws IllegalStateException if a call was cut short
     */
    static void perform(List<AgentCall> due, int parallelism, Function<AgentCall, List<AgentCall>> maker) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CallRun run = new CallRun(maker, threads, parallelism);
            run.start(due);
            for (Future<?> each = run.running.poll(); each != null; each = run.running.poll()) {
                finished(each);
            }
        }
    }

    private void start(List<AgentCall> calls) {
        List<AgentCall> provisions =
                calls.stream().filter(call -> call.step().provisions()).toList();
        calls.stream()
                .filter(call -> !call.step().provisions())
                .forEach(call -> running.add(threads.submit(() -> start(make(call)))));
        if (!provisions.isEmpty()) {
            running.add(threads.submit(() -> provisions.forEach(call -> start(make(call)))));
        }
    }

    private List<AgentCall> make(AgentCall call) {
        try {
            permits.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped before a call", e);
        }
        try {
            return maker.apply(call);
        } finally {
            permits.release();
        }
    }

    private static void finished(Future<?> call) {
        try {
            call.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped in the middle of a step", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a step was cut short", e.getCause());
        }
    }
}
