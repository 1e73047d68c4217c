package io.cemfleet.tunnel.southbound;

import io.cemfleet.tunnel.policy.Candidate;
import io.cemfleet.tunnel.policy.SteeringKey;
import java.util.List;

/** What the controller has configured under a tunnel's name. */
public sealed interface Configured {

    record Nothing() implements Configured {}

    /** One explicit candidate path, as we write them. */
    record Ours(Candidate candidate) implements Configured {}

    /** Something of another shape. */
    record Other(SteeringKey key, List<Integer> preferences) implements Configured {}
}
