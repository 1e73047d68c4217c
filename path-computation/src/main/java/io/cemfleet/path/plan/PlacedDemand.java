package io.cemfleet.path.plan;

import java.time.Duration;

/** What came of a protection. */
public record PlacedDemand(PlacementDemand demand, PlacementOutcome outcome, Duration took) {}
