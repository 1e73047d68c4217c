package io.cemfleet.path.plan;

import java.time.Duration;

/** A demand with its placement outcome. */
public record PlacedDemand(PlacementDemand demand, PlacementOutcome outcome, Duration took) {}
