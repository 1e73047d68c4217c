package io.cemfleet.traffic.forecast;

import java.time.Instant;

/** One sample of a link's direction; utilisation 0 to 1. */
public record UtilisationSample(Instant measuredAt, double utilisation) {}
