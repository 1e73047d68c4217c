package io.cemfleet.tunnel.southbound;

import java.util.List;
import java.util.Set;

/**
 * Where segments lead.
 *
 * @param way undirected link ids of one branch, in the order of travel
 * @param links of all equal-cost branches
 */
public record LabelRoute(List<String> way, Set<String> links) {}
