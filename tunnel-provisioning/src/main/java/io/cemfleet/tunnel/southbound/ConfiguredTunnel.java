package io.cemfleet.tunnel.southbound;

import io.cemfleet.tunnel.policy.CandidatePathConfig;
import io.cemfleet.tunnel.policy.SteeringKey;
import java.util.List;

/** What the controller has configured under a tunnel's name. */
public sealed interface ConfiguredTunnel {

    record NotConfigured() implements ConfiguredTunnel {}

    /** One explicit candidate path, as we write them. */
    record OwnCandidatePath(CandidatePathConfig candidate) implements ConfiguredTunnel {}

    /** Something of another shape. */
    record ForeignPolicy(SteeringKey key, List<Integer> preferences) implements ConfiguredTunnel {}

    /** Whether it is configured exactly as the candidate. */
    default boolean is(CandidatePathConfig candidate) {
        return this instanceof OwnCandidatePath(CandidatePathConfig there) && there.equals(candidate);
    }
}
