package io.cemfleet.launcher.scenario;

/** How a scenario ended. */
public sealed interface ScenarioOutcome {
    /** As it says. */
    record Passed() implements ScenarioOutcome {}

    /** Otherwise, in words. */
    record Failed(String reason) implements ScenarioOutcome {}
}
