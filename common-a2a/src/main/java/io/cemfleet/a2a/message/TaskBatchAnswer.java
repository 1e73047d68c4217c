package io.cemfleet.a2a.message;

import java.util.List;

/**
 * The answer to {@code POST /a2a/tasks:batch}: 200 when each task was completed or failed with its reason, else 207.
 *
 * @param answers one for each task, in their order
 */
public record TaskBatchAnswer(List<BatchedAnswer> answers) {}
