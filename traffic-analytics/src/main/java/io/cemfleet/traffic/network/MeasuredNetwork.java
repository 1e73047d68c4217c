package io.cemfleet.traffic.network;

import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.policy.SrPolicy;
import io.cemfleet.network.service.VpnService;
import io.cemfleet.network.topology.NetworkTopology;
import java.util.List;
import java.util.Map;

/**
 * The network as read at one moment.
 *
 * @param complete whether policies and services could be listed
 * @param errors what could not be read apart from loads, and why
 */
public record MeasuredNetwork(
        NetworkTopology topology,
        Map<PolicyKey, SrPolicy> policies,
        List<VpnService> services,
        MeasuredLoads loads,
        boolean complete,
        List<String> errors) {

    public MeasuredNetwork {
        policies = Map.copyOf(policies);
        services = List.copyOf(services);
        errors = List.copyOf(errors);
    }
}
