package io.cemfleet.launcher.scenario;

/** The outcome of a scenario. */
public sealed interface ScenarioOutcome {
    /** The scenario ended as its description says. */
    record Passed() implements ScenarioOutcome {}

    /** The scenario failed, for this reason. */
    record Failed(String reason) implements ScenarioOutcome {}
}
