package io.cemfleet.path.network;

import io.cemfleet.network.policy.SrPolicies;
import io.cemfleet.network.service.VpnService;
import io.cemfleet.network.topology.NetworkTopology;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Topology and policies of one moment, and the services as last read.
 *
 * @param topology with the same links before the policies were read and after
 * @param confirmedAt before the policies were requested
 * @param policiesAt the policies were like this at this moment or before
 * @param servicesAt before the services were requested; absent while they could never be read
 */
public record NetworkReading(
        NetworkTopology topology,
        SrPolicies policies,
        Instant confirmedAt,
        Instant policiesAt,
        List<VpnService> services,
        @Nullable Instant servicesAt) {

    public NetworkReading {
        services = List.copyOf(services);
    }

    /** The same network, which was still like this at that moment, if it is a later one. */
    NetworkReading confirmed(Instant at) {
        return at.isBefore(confirmedAt)
                ? this
                : new NetworkReading(topology.readAgain(at), policies, at, at, services, servicesAt);
    }
}
