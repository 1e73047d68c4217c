package io.cemfleet.traffic.whatif;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How full links would be.
 *
 * @param utilisation of the fuller direction of each link, where both are measured
 * @param worst the link with the highest, absent when none is known
 * @param violations links that would be too full, demands that would have no way, and links that would get more
 *     although nobody knows how full they are
 */
public record WhatIfUtilisation(Map<String, Double> utilisation, @Nullable String worst, List<String> violations) {}
