package io.cemfleet.orchestrator.incident;

import io.cemfleet.a2a.contract.SlaTier;
import org.jspecify.annotations.Nullable;

/** A service that the incident affects. */
public record AffectedService(String serviceId, String serviceName, @Nullable String customer, SlaTier slaTier) {}
