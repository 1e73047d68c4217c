package io.cemfleet.impact.assess;

import io.cemfleet.impact.network.ServiceNetworkState;
import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.service.VpnService;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The flows of a network by the links that they cross, and by the policies that they ride: an assessment looks at those that
 * it may be about. Immutable; it holds for every state with the same routes, policies and services.
 */
final class FlowIndex {

    private final ServiceNetworkState state;
    private final List<ServiceFlow> flows;
    private final Map<String, int[]> onLink;
    private final BitSet uncertain;
    private final Map<PolicyKey, List<ServiceFlow>> riders;

    private FlowIndex(
            ServiceNetworkState state,
            List<ServiceFlow> flows,
            Map<String, int[]> onLink,
            BitSet uncertain,
            Map<PolicyKey, List<ServiceFlow>> riders) {
        this.state = state;
        this.flows = flows;
        this.onLink = onLink;
        this.uncertain = uncertain;
        this.riders = riders;
    }

    static FlowIndex of(ServiceNetworkState state, FlowRouter ways) {
        var flows = new ArrayList<ServiceFlow>();
        for (VpnService service : state.services()) {
            flows.addAll(ServiceFlow.of(service));
        }
        var onLink = new HashMap<String, IntStream.Builder>();
        var riders = new HashMap<PolicyKey, List<ServiceFlow>>();
        var uncertain = new BitSet();
        for (int number = 0; number < flows.size(); number++) {
            var flow = flows.get(number);
            var links = ways.links(flow);
            if (links.isEmpty()) {
                uncertain.set(number);
            }
            for (var link : links.orElse(List.of())) {
                onLink.computeIfAbsent(link, any -> IntStream.builder()).add(number);
            }
            ways.carrier(flow).ifPresent(policy -> riders.computeIfAbsent(policy.key(), any -> new ArrayList<>())
                    .add(flow));
        }
        var numbers = new HashMap<String, int[]>();
        onLink.forEach((link, built) -> numbers.put(link, built.build().toArray()));
        return new FlowIndex(state, flows, numbers, uncertain, riders);
    }

    boolean isOf(ServiceNetworkState other) {
        return state.routes() == other.routes()
                && state.policies() == other.policies()
                && state.services() == other.services();
    }

    /**
     * The flows that cross one of the links, and those whose route is not known, in the order of the services. A link that
     * the topology does not have may have been crossed by any flow before.
     */
    List<ServiceFlow> thatMayCross(Collection<String> links) {
        if (links.stream().anyMatch(link -> state.topology().link(link).isEmpty())) {
            return flows;
        }
        var found = (BitSet) uncertain.clone();
        links.forEach(
                link -> IntStream.of(onLink.getOrDefault(link, new int[0])).forEach(found::set));
        return found.stream().mapToObj(flows::get).toList();
    }

    /** The flows whose colour asks for the policy, while it has an active path. */
    List<ServiceFlow> ridersOf(PolicyKey policy) {
        return riders.getOrDefault(policy, List.of());
    }
}
