package io.cemfleet.traffic.network;

import io.cemfleet.cnc.nso.VpnService;
import io.cemfleet.cnc.policy.PolicyKey;
import io.cemfleet.cnc.policy.SrPolicy;
import io.cemfleet.cnc.topology.NetworkTopology;
import java.util.List;
import java.util.Map;

/**
 * The network as it could be read at one moment.
 *
 * @param complete whether policies and services could be listed
 * @param errors what could not be read apart from loads, and why
 */
public record NetworkPicture(
        NetworkTopology topology,
        Map<PolicyKey, SrPolicy> policies,
        List<VpnService> services,
        Loads loads,
        boolean complete,
        List<String> errors) {

    public NetworkPicture {
        policies = Map.copyOf(policies);
        services = List.copyOf(services);
        errors = List.copyOf(errors);
    }
}
