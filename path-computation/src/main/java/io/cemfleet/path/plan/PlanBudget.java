package io.cemfleet.path.plan;

import java.time.Duration;

/** The time that a plan may take. */
interface PlanBudget {

    /** Whether the time is used up. */
    boolean used();

    /** A budget that begins now. */
    static PlanBudget within(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        return () -> System.nanoTime() - end >= 0;
    }
}
