package io.cemfleet.path.plan;

import java.time.Duration;

/** The time that a plan may take. */
interface PlanBudget {

    /** Whether it is used up; from then on always. */
    boolean used();

    /** From now on. */
    static PlanBudget within(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        return () -> System.nanoTime() - end >= 0;
    }
}
