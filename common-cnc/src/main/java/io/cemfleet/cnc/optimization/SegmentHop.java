package io.cemfleet.cnc.optimization;

import org.jspecify.annotations.Nullable;

/** One hop of a computed segment list, as the engine gives it: type {@code node-ipv4}, {@code adjacency-ipv4}, …. */
public record SegmentHop(int step, String type, @Nullable String address, @Nullable Integer sid) {}
