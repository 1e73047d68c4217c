package io.cemfleet.path.plan;

import java.time.Duration;

/** What came of a protection. */
public record Placed(Demand demand, Outcome outcome, Duration took) {}
