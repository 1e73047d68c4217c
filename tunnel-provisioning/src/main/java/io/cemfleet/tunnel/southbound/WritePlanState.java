package io.cemfleet.tunnel.southbound;

/** How far the controller got with a write. */
public sealed interface WritePlanState {

    record Ready() implements WritePlanState {}

    record Waiting(String component) implements WritePlanState {}

    record GivenUp(String reason) implements WritePlanState {}
}
