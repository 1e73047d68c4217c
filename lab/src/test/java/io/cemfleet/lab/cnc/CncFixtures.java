package io.cemfleet.lab.cnc;

import io.cemfleet.lab.network.DirectedLink;
import io.cemfleet.lab.network.LabNetwork;
import io.cemfleet.lab.network.LabTopology;
import io.cemfleet.lab.network.NetworkState;
import io.cemfleet.lab.network.PolicyKey;
import io.cemfleet.lab.network.ServiceState;
import io.cemfleet.lab.network.SrPolicyState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Objects for requests to the CNC simulator, found in the lab's network. */
final class CncFixtures {
    private final LabNetwork network;

    CncFixtures(LabNetwork network) {
        this.network = network;
    }

    /** An SR policy that carries traffic now. */
    PolicyKey busyPolicy() {
        NetworkState state = network.state();
        return PolicyDocument.sorted(state).stream()
                .map(SrPolicyState::key)
                .filter(key -> state.policyLoadMbps(key) > 0 && !detour(key).isEmpty())
                .findFirst()
                .orElseThrow();
    }

    /** One adjacency SID per hop on a shortest path that shares no link with the policy's present path. */
    List<Integer> detour(PolicyKey key) {
        LabTopology topology = network.topology();
        Set<Integer> avoided = new HashSet<>();
        PolicyMetrics.branches(network.state(), key)
                .forEach(branch -> branch.forEach(
                        direction -> avoided.add(topology.direction(direction).link())));
        int from = topology.routerById(key.headEnd()).orElseThrow().index();
        int to = topology.routerById(key.endPoint()).orElseThrow().index();
        int[] by = new int[topology.routers().size()];
        Arrays.fill(by, -1);
        ArrayDeque<Integer> next = new ArrayDeque<>(List.of(from));
        while (!next.isEmpty()) {
            int router = next.remove();
            for (int i = 0; i < topology.directionCount(); i++) {
                DirectedLink direction = topology.direction(i);
                if (direction.from() == router
                        && direction.to() != from
                        && by[direction.to()] < 0
                        && !avoided.contains(direction.link())) {
                    by[direction.to()] = i;
                    next.add(direction.to());
                }
            }
        }
        List<Integer> labels = new ArrayList<>();
        for (int at = to; at != from; at = topology.direction(by[at]).from()) {
            if (by[at] < 0) {
                return List.of();
            }
            labels.addFirst(topology.direction(by[at]).adjacencySid());
        }
        return labels.size() > 10 ? List.of() : labels;
    }

    /** The branches that the traffic of a policy's services takes now. */
    Set<List<String>> ways(PolicyKey key) {
        Set<List<String>> ways = new HashSet<>();
        NetworkState state = network.state();
        state.services().forEach(service -> state.serviceState(service.id()).stream()
                .flatMap(s -> s.flows().stream())
                .filter(flow -> key.equals(flow.policy()))
                .flatMap(flow -> flow.branches().stream())
                .filter(branch -> branch.share() > 0)
                .map(ServiceState.BranchState::links)
                .forEach(ways::add));
        return ways;
    }

    String hostname(String id) {
        return network.topology().routerById(id).orElseThrow().hostname();
    }

    String routerId(String id) {
        return network.topology().routerById(id).orElseThrow().routerId();
    }
}
