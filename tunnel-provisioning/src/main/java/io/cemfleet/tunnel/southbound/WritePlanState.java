package io.cemfleet.tunnel.southbound;

/** The controller's progress with a write. */
public sealed interface WritePlanState {

    record Ready() implements WritePlanState {}

    record Waiting(String component) implements WritePlanState {}

    record GivenUp(String reason) implements WritePlanState {}
}
