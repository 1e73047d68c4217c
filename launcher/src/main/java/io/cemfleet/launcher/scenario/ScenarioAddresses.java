package io.cemfleet.launcher.scenario;

/** Where a scenario finds what it talks to. */
public record ScenarioAddresses(String lab, String ioAgent, String orchestrator, String tunnels) {}
