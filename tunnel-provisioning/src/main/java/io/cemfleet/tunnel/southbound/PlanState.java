package io.cemfleet.tunnel.southbound;

/** How far the controller got with a write. */
public sealed interface PlanState {

    record Ready() implements PlanState {}

    record Waiting(String component) implements PlanState {}

    record GivenUp(String reason) implements PlanState {}
}
