package io.cemfleet.a2a.contract;

import java.util.List;

/** One branch that flows take, and the share of the traffic on it, 0 to 1. */
public record BranchShare(List<String> links, double share) {}
