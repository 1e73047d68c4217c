package io.cemfleet.lab.simulator;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The closed gates, and the requests that each holds. A held request has its own virtual thread and stays held when its
 * client goes away: as in a real network, it may take effect long after its sender died.
 */
@Component
public class RequestGates {
    private final Map<String, GateBarrier> closed = new LinkedHashMap<>();
    private volatile boolean anyClosed;
    private final Clock clock;
    private long next = 1;

    RequestGates(Clock clock) {
        this.clock = clock;
    }

    /** A request that waits at a gate. */
    record HeldRequest(Instant since, String method, String path) {}

    /** A gate with the requests that it holds now, oldest first. */
    record State(RequestGate gate, List<HeldRequest> held) {}

    /**
     * Closes a gate.
     *
     * @param gate creates it from its id
     */
    synchronized RequestGate close(Function<String, RequestGate> gate) {
        RequestGate made = gate.apply("gate-" + next++);
        closed.put(made.id(), new GateBarrier(made));
        anyClosed = true;
        return made;
    }

    synchronized List<State> list() {
        return closed.values().stream()
                .map(barrier -> new State(barrier.gate, List.copyOf(barrier.held)))
                .toList();
    }

    /**
     * Removes a gate and releases its requests.
     *
     * @param drop whether the connections of those requests are dropped instead
     * @return how many it held; empty when there is no such gate
     */
    synchronized Optional<Integer> open(String id, boolean drop) {
        Optional<GateBarrier> removed = Optional.ofNullable(closed.remove(id));
        anyClosed = !closed.isEmpty();
        return removed.map(barrier -> {
            barrier.drop = drop;
            barrier.opened.countDown();
            return barrier.held.size();
        });
    }

    /** Removes every gate; their requests continue, or lose their connection. */
    synchronized void openAll(boolean drop) {
        List.copyOf(closed.keySet()).forEach(id -> open(id, drop));
    }

    /** The lab does not wait for held requests when it ends. */
    @EventListener(ContextClosedEvent.class)
    void end() {
        openAll(true);
    }

    /** Whether a gate is closed; without one {@link #pass} lets everything pass. */
    public boolean anyClosed() {
        return anyClosed;
    }

    /**
     * Holds the caller at each closed gate that matches.
     *
     * @param after whether the request took effect already
     * @return whether the request continues; false: its connection is to be dropped
     */
    public boolean pass(GatedRequest visit, boolean after) {
        for (GateBarrier barrier : matching(visit, after)) {
            if (!hold(barrier, visit)) {
                return false;
            }
        }
        return true;
    }

    private synchronized List<GateBarrier> matching(GatedRequest visit, boolean after) {
        return closed.values().stream()
                .filter(barrier -> barrier.gate.after() == after && barrier.gate.matches(visit))
                .toList();
    }

    private boolean hold(GateBarrier barrier, GatedRequest visit) {
        synchronized (this) {
            if (barrier.opened.getCount() > 0) {
                barrier.held.add(new HeldRequest(
                        clock.instant(), visit.method(), visit.paths().getLast()));
            }
        }
        try {
            barrier.opened.await();
            return !barrier.drop;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static final class GateBarrier {
        private final RequestGate gate;
        private final List<HeldRequest> held = new ArrayList<>();
        private final CountDownLatch opened = new CountDownLatch(1);
        private volatile boolean drop;

        GateBarrier(RequestGate gate) {
            this.gate = gate;
        }
    }
}
