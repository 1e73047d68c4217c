package io.cemfleet.a2a.server;

import io.cemfleet.a2a.inbox.TaskContext;

/**
 * A task that is about to run.
 *
 * @param payload already validated
 */
public record IncomingTask<I>(TaskContext context, I payload) {}
