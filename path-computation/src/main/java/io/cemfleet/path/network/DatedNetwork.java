package io.cemfleet.path.network;

import io.cemfleet.path.constraint.PathNetwork;
import io.cemfleet.runtime.time.FractionalSeconds;
import java.time.Duration;

/**
 * The network on which paths are computed, with its age.
 *
 * @param diameter of its topology in hops
 * @param age of its topology
 */
public record DatedNetwork(PathNetwork network, int diameter, Duration age) {

    public String version() {
        return network.topology().version();
    }

    public double ageSeconds() {
        return Math.max(0, FractionalSeconds.of(age));
    }
}
