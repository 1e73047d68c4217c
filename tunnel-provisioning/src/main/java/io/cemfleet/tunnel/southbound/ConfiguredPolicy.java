package io.cemfleet.tunnel.southbound;

import io.cemfleet.a2a.contract.SegmentId;
import io.cemfleet.tunnel.policy.SteeringKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A policy in the controller's configuration, ours or not. */
public record ConfiguredPolicy(
        String name, SteeringKey key, @Nullable SegmentId bindingSid, List<Integer> preferences) {}
