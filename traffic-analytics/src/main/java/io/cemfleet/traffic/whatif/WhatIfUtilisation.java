package io.cemfleet.traffic.whatif;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The utilisation of links after an assumed change.
 *
 * @param utilisation of the fuller direction of each link, where both are measured
 * @param worst the link with the highest, absent when none is known
 * @param violations links that would be too full, demands that would have no route, and links of unknown load that
 *     would get more
 */
public record WhatIfUtilisation(Map<String, Double> utilisation, @Nullable String worst, List<String> violations) {}
