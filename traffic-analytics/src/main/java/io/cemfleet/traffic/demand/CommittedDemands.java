package io.cemfleet.traffic.demand;

import io.cemfleet.network.service.VpnNode;
import io.cemfleet.network.service.VpnService;
import io.cemfleet.network.service.VpnService.VpnDirection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Sold bandwidth as demands: each node's committed bandwidth into the network, split over the other nodes. */
final class CommittedDemands {
    private final SortedMap<DemandKey, Double> mbps = new TreeMap<>();
    private final List<String> errors;

    private CommittedDemands(List<String> errors) {
        this.errors = errors;
    }

    /** @param errors receives the services whose demand is not known */
    static SortedMap<DemandKey, Double> of(List<VpnService> services, List<String> errors) {
        CommittedDemands committed = new CommittedDemands(errors);
        services.forEach(committed::add);
        return committed.mbps;
    }

    private void add(VpnService service) {
        for (VpnNode head : service.nodes()) {
            String headEnd = head.node();
            Double sold = head.committedInMbps();
            if (headEnd == null) {
                errors.add("service %s: %s is not in the topology".formatted(service.vpnId(), head.hostname()));
            } else if (sold == null) {
                errors.add("service %s: what %s may send is not known".formatted(service.vpnId(), headEnd));
            } else {
                service.directionsFrom(head).forEach(traffic -> add(service, traffic, traffic.evenPart(sold)));
            }
        }
    }

    private void add(VpnService service, VpnDirection traffic, double part) {
        if (!traffic.end().colorKnown()) {
            errors.add("service %s: the colour of traffic towards %s is not known, it is counted as plain IGP"
                    .formatted(service.vpnId(), traffic.endPoint()));
        }
        mbps.merge(
                new DemandKey(
                        traffic.headEnd(), traffic.endPoint(), traffic.end().color()),
                part,
                Double::sum);
    }
}
