package io.cemfleet.lab.network;

import java.util.List;

/**
 * The traffic of a service from one of its routers to another, made of flows, each of which is hashed to one branch.
 *
 * @param index its number in the carrier, from 0
 * @param service index of the service in the carrier
 * @param from index of the router where it enters
 * @param to index of the router where it leaves
 * @param mbps mean rate
 * @param flows its flows; their shares add up to 1
 */
public record ServiceDemand(int index, int service, int from, int to, double mbps, List<Flow> flows) {

    public ServiceDemand {
        flows = List.copyOf(flows);
    }

    /**
     * One flow.
     *
     * @param hash of its five-tuple: decides its branch at each router and its list in each policy
     * @param share of the demand, 0 to 1
     */
    public record Flow(long hash, double share) {}
}
