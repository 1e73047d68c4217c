package io.cemfleet.lab.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The branches that a demand's flows may take, with the share of its traffic on each.
 *
 * @param pair the forwarding of its head-end
 * @param branches as direction indexes
 * @param shares of the demand on each branch, in the same order; 0 where no flow is hashed to it
 */
record DemandRoute(ForwardingRoute pair, List<int[]> branches, List<Double> shares) {

    static DemandRoute of(ServiceDemand demand, ForwardingRoute pair) {
        List<int[]> branches = new ArrayList<>(pair.branches());
        if (branches.size() <= 1) {
            return new DemandRoute(pair, branches, branches.isEmpty() ? List.of() : List.of(1.0));
        }
        double[] shares = new double[branches.size()];
        DirectionIndexList path = new DirectionIndexList();
        for (ServiceDemand.Flow flow : demand.flows()) {
            path.clear();
            pair.walk(flow.hash(), path);
            int at = indexOf(branches, path);
            if (at == branches.size()) {
                branches.add(path.toArray());
                shares = Arrays.copyOf(shares, at + 1);
            }
            shares[at] += flow.share();
        }
        return new DemandRoute(pair, branches, Arrays.stream(shares).boxed().toList());
    }

    private static int indexOf(List<int[]> branches, DirectionIndexList path) {
        for (int i = 0; i < branches.size(); i++) {
            if (path.same(branches.get(i))) {
                return i;
            }
        }
        return branches.size();
    }
}
