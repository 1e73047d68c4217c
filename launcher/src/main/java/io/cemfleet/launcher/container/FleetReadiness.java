package io.cemfleet.launcher.container;

import io.cemfleet.launcher.process.PollingWait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Waits until every part of a fleet that another program starts is ready, and prints the progress. */
final class FleetReadiness {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration REMINDER = Duration.ofSeconds(15);

    private final Map<String, String> healthPages;
    private final Predicate<String> ready;
    private final Consumer<String> out;
    private final long begin = System.nanoTime();
    private long printed = begin;

    /**
     * @param healthPages by the names of the parts
     * @param ready whether a health page reports its part as ready
     */
    FleetReadiness(Map<String, String> healthPages, Predicate<String> ready, Consumer<String> out) {
        this.healthPages = new LinkedHashMap<>(healthPages);
        this.ready = ready;
        this.out = out;
    }

    /** @return the parts that are not ready when the time limit has passed; empty when all are ready */
    List<String> await(Duration limit) {
        var missing = new ArrayList<>(healthPages.keySet());
        PollingWait.until(limit, LOOK, () -> {
            boolean changed = missing.removeIf(part -> ready.test(healthPages.get(part)));
            print(missing, changed);
            return missing.isEmpty();
        });
        return missing;
    }

    private void print(List<String> missing, boolean changed) {
        long now = System.nanoTime();
        if (!changed && now - printed < REMINDER.toNanos()) {
            return;
        }
        printed = now;
        String waiting = missing.isEmpty() ? "" : "; waiting for " + String.join(", ", missing);
        out.accept("%3d s: %d of %d parts are ready%s"
                .formatted(
                        Duration.ofNanos(now - begin).toSeconds(),
                        healthPages.size() - missing.size(),
                        healthPages.size(),
                        waiting));
    }
}
