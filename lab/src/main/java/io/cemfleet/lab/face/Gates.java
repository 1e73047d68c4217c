package io.cemfleet.lab.face;

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
 * The gates that are closed now, and what each holds. A held request has its own virtual thread and stays held when its
 * client goes away: as in a real network, it may take effect long after its sender died.
 */
@Component
public class Gates {
    private final Map<String, Barrier> closed = new LinkedHashMap<>();
    private final Clock clock;
    private long next = 1;

    Gates(Clock clock) {
        this.clock = clock;
    }

    /** A request that stands at a gate. */
    record Held(Instant since, String method, String path) {}

    /** A gate with what it holds now, oldest first. */
    record State(Gate gate, List<Held> held) {}

    /** Closes a gate.
     *
     * @param gate makes it from its id
     */
    synchronized Gate close(Function<String, Gate> gate) {
        Gate made = gate.apply("gate-" + next++);
        closed.put(made.id(), new Barrier(made));
        return made;
    }

    synchronized List<State> list() {
        return closed.values().stream()
                .map(barrier -> new State(barrier.gate, List.copyOf(barrier.held)))
                .toList();
    }

    /**
     * Forgets a gate and lets go of what it holds.
     *
     * @param drop whether those requests lose their connection in place of going on
     * @return how many it held; empty when there is no such gate
     */
    synchronized Optional<Integer> open(String id, boolean drop) {
        return Optional.ofNullable(closed.remove(id)).map(barrier -> {
            barrier.drop = drop;
            barrier.opened.countDown();
            return barrier.held.size();
        });
    }

    /** Forgets every gate; what they hold goes on, or loses its connection. */
    synchronized void openAll(boolean drop) {
        List.copyOf(closed.keySet()).forEach(id -> open(id, drop));
    }

    /** A lab that ends waits for nobody. */
    @EventListener(ContextClosedEvent.class)
    void end() {
        openAll(true);
    }

    /**
     * Holds the caller at each closed gate that matches.
     *
     * @param after whether the request took effect already
     * @return whether the request goes on; false: its connection is to be dropped
     */
    public boolean pass(Visit visit, boolean after) {
        for (Barrier barrier : matching(visit, after)) {
            if (!hold(barrier, visit)) {
                return false;
            }
        }
        return true;
    }

    private synchronized List<Barrier> matching(Visit visit, boolean after) {
        return closed.values().stream()
                .filter(barrier -> barrier.gate.after() == after && barrier.gate.matches(visit))
                .toList();
    }

    private boolean hold(Barrier barrier, Visit visit) {
        synchronized (this) {
            if (barrier.opened.getCount() > 0) {
                barrier.held.add(
                        new Held(clock.instant(), visit.method(), visit.paths().getLast()));
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

    private static final class Barrier {
        private final Gate gate;
        private final List<Held> held = new ArrayList<>();
        private final CountDownLatch opened = new CountDownLatch(1);
        private volatile boolean drop;

        Barrier(Gate gate) {
            this.gate = gate;
        }
    }
}
