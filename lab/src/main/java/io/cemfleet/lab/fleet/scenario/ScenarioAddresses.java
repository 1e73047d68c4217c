package io.cemfleet.lab.fleet.scenario;

/** Where a scenario finds what it talks to. */
public record ScenarioAddresses(String lab, String ioAgent, String orchestrator, String tunnels) {}
