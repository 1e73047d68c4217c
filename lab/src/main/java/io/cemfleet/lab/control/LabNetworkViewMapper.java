package io.cemfleet.lab.control;

import io.cemfleet.lab.control.LabNetworkView.LinkView;
import io.cemfleet.lab.control.LabNetworkView.LoadView;
import io.cemfleet.lab.control.LabNetworkView.NodeView;
import io.cemfleet.lab.control.LabNetworkView.PathView;
import io.cemfleet.lab.control.LabNetworkView.PositionView;
import io.cemfleet.lab.control.LabNetworkView.ServiceView;
import io.cemfleet.lab.control.LabNetworkView.TunnelView;
import io.cemfleet.lab.network.CandidatePath;
import io.cemfleet.lab.network.DirectedLink;
import io.cemfleet.lab.network.GeoPosition;
import io.cemfleet.lab.network.LabLink;
import io.cemfleet.lab.network.LabRouter;
import io.cemfleet.lab.network.LinkCondition;
import io.cemfleet.lab.network.NamedPolicy;
import io.cemfleet.lab.network.NetworkState;
import io.cemfleet.lab.network.PathSpec;
import io.cemfleet.lab.network.ServiceAttachment;
import io.cemfleet.lab.network.ServiceState;
import io.cemfleet.lab.network.ServiceState.FlowState;
import io.cemfleet.lab.network.SidList;
import io.cemfleet.lab.network.VpnService;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Maps the state of the network to the control API's view. */
final class LabNetworkViewMapper {

    private LabNetworkViewMapper() {}

    static LabNetworkView of(String name, NetworkState state) {
        return new LabNetworkView(
                name,
                rounded(state.growth()),
                state.topology().routers().stream()
                        .map(LabNetworkViewMapper::node)
                        .toList(),
                state.topology().links().stream().map(link -> link(state, link)).toList(),
                state.services().stream()
                        .map(service ->
                                service(state, state.serviceState(service.id()).orElseThrow()))
                        .toList(),
                state.policies().values().stream()
                        .flatMap(policy -> tunnels(state, policy).stream())
                        .toList());
    }

    static LinkView link(NetworkState state, LabLink link) {
        LinkCondition one = state.condition(link.forward().index());
        LinkCondition other = state.condition(link.reverse().index());
        return new LinkView(
                link.id(),
                state.topology().router(link.forward().from()).id(),
                state.topology().router(link.forward().to()).id(),
                rounded(Math.max(one.delayMs(), other.delayMs())),
                rounded(Math.max(one.jitterMs(), other.jitterMs())),
                rounded(Math.max(one.lossPct(), other.lossPct())),
                rounded(Math.max(one.utilisation(), other.utilisation())),
                link.capacityMbps(),
                !state.failed(link.index()),
                List.of(load(state, link.forward(), one), load(state, link.reverse(), other)));
    }

    private static LoadView load(NetworkState state, DirectedLink direction, LinkCondition now) {
        return new LoadView(state.topology().router(direction.from()).id(), rounded(now.utilisation()));
    }

    private static NodeView node(LabRouter router) {
        GeoPosition position = router.position();
        return new NodeView(
                router.id(),
                router.hostname(),
                position == null ? null : new PositionView(position.lat(), position.lon()));
    }

    private static ServiceView service(NetworkState state, ServiceState service) {
        double total = service.flows().stream().mapToDouble(FlowState::mbps).sum();
        List<PathView> paths = new ArrayList<>();
        TreeSet<String> union = new TreeSet<>();
        for (FlowState flow : service.flows()) {
            for (ServiceState.BranchState branch : flow.branches()) {
                double share = total == 0 ? 0 : branch.share() * flow.mbps() / total;
                paths.add(new PathView(branch.links(), rounded(share), flow.headEnd(), flow.endPoint()));
                union.addAll(branch.links());
            }
        }
        VpnService vpn = service.service();
        return new ServiceView(
                vpn.id(),
                vpn.name(),
                vpn.customer(),
                vpn.tier().wire(),
                color(state, vpn),
                paths,
                List.copyOf(union),
                known(service.latencyMs()),
                known(service.jitterMs()),
                rounded(service.lossPct()));
    }

    /** The lowest colour that its routes carry at any of its routers. */
    private static @Nullable Integer color(NetworkState state, VpnService service) {
        return service.attachments().stream()
                .map(ServiceAttachment::node)
                .flatMap(node -> state.routePolicyAt(service.id(), node).stream())
                .map(policy -> policy.color())
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private static List<TunnelView> tunnels(NetworkState state, NamedPolicy policy) {
        CandidatePath main = policy.paths().stream()
                .max(Comparator.comparingInt(CandidatePath::preference))
                .orElseThrow();
        Map<String, Integer> weights = new LinkedHashMap<>();
        Map<String, List<Integer>> labels = new LinkedHashMap<>();
        if (main.spec() instanceof PathSpec.Explicit explicit) {
            for (PathSpec.WeightedSidList list : explicit.lists()) {
                weights.put(list.sidList(), list.weight());
                SidList known = state.sidLists().get(list.sidList());
                labels.put(list.sidList(), known == null ? List.of() : known.labels());
            }
        }
        return policy.headEnds().stream()
                .map(headEnd ->
                        new TunnelView(policy.name(), headEnd, policy.endPoint(), policy.color(), weights, labels))
                .toList();
    }

    private static @Nullable Double known(double value) {
        return Double.isNaN(value) ? null : rounded(value);
    }

    private static double rounded(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }
}
