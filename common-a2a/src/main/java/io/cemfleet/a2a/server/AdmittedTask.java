package io.cemfleet.a2a.server;

import io.cemfleet.a2a.inbox.TaskContext;
import io.cemfleet.a2a.message.TaskRequest;

/** A task of this agent, from a caller that may send it, with a valid payload. */
record AdmittedTask<I, O>(TaskHandler<I, O> handler, TaskRequest request, TaskContext context, I payload) {}
