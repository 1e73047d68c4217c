package io.cemfleet.a2a.message;

import java.util.List;

/**
 * The body of {@code POST /a2a/tasks:batch}. Tasks of one incident run in their order, those without an incident too;
 * the others run beside them.
 *
 * @param tasks 1 to {@link #MOST_TASKS}
 */
public record TaskBatch(List<BatchedTask> tasks) {
    /** How many tasks a batch may hold. */
    public static final int MOST_TASKS = 200;
}
