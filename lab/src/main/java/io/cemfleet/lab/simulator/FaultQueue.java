package io.cemfleet.lab.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** The faults that are ordered and not yet used up, in the order they were ordered. */
@Component
public class FaultQueue {
    private final List<InjectedFault> waiting = new CopyOnWriteArrayList<>();
    private CountDownLatch release = new CountDownLatch(1);

    public synchronized void add(InjectedFault fault) {
        waiting.add(fault);
    }

    public synchronized List<InjectedFault> list() {
        return List.copyOf(waiting);
    }

    /** Removes every fault, and releases the requests that hang in one. */
    public synchronized void clear() {
        waiting.clear();
        release.countDown();
        release = new CountDownLatch(1);
    }

    /** Takes one fault for this request, if one matches. {@code paths} are forms of the same address. */
    public Optional<FaultKind> take(SimulatedSystem face, String method, String... paths) {
        return waiting.isEmpty() ? Optional.empty() : takeFirst(face, method, paths);
    }

    private synchronized Optional<FaultKind> takeFirst(SimulatedSystem face, String method, String... paths) {
        for (int i = 0; i < waiting.size(); i++) {
            InjectedFault fault = waiting.get(i);
            if (fault.matches(face, method, paths)) {
                if (fault.count() > 1) {
                    waiting.set(i, fault.oneLess());
                } else {
                    waiting.remove(i);
                }
                return Optional.of(fault.kind());
            }
        }
        return Optional.empty();
    }

    /** Holds the caller until {@link #clear()} or until the limit has passed. */
    public void hang(Duration limit) {
        CountDownLatch latch;
        synchronized (this) {
            latch = release;
        }
        try {
            boolean released = latch.await(limit.toMillis(), TimeUnit.MILLISECONDS);
            assert released || !limit.isNegative();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
