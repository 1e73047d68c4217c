package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.message.TaskType;

/** A message that leaves with the commit. */
public record OutgoingMessage<I>(TaskType<I, ?> type, I payload) {}
