package io.cemfleet.path.plan;

import io.cemfleet.a2a.contract.OriginalPath;
import io.cemfleet.path.constraint.Solution;
import java.time.Duration;

/** What came of a protection. */
public record Placed(Demand demand, Solution solution, OriginalPath originalPath, Duration took) {}
