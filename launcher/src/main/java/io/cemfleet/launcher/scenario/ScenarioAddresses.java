package io.cemfleet.launcher.scenario;

/** The addresses that a scenario uses. */
public record ScenarioAddresses(String lab, String ioAgent, String orchestrator, String tunnels) {}
