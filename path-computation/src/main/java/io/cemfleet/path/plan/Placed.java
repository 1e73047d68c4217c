package io.cemfleet.path.plan;

import io.cemfleet.a2a.contract.OriginalPath;
import java.time.Duration;

/** What came of a protection. */
public record Placed(Demand demand, Outcome outcome, OriginalPath originalPath, Duration took) {}
