package io.cemfleet.lab.network;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The state of the network: a configuration, its forwarding, and its load at a time. */
final class LabSnapshot implements NetworkState {

    private final CarrierNetwork carrier;
    private final NetworkConfig config;
    private final ForwardingState forwarding;
    private final TrafficLoad load;
    private final Instant at;
    private final long version;
    private final LinkCondition[] conditions;
    private final Map<String, Integer> serviceIndex;
    private final List<List<ServiceDemand>> demandsOf;

    LabSnapshot(CarrierNetwork carrier, NetworkConfig config, ForwardingState forwarding, Instant at) {
        this(carrier, config, forwarding, at, 0, new HashMap<>(), new ArrayList<>());
        for (int i = 0; i < carrier.services().size(); i++) {
            serviceIndex.put(carrier.services().get(i).id(), i);
            demandsOf.add(new ArrayList<>());
        }
        carrier.demands().forEach(demand -> demandsOf.get(demand.service()).add(demand));
    }

    private LabSnapshot(
            CarrierNetwork carrier,
            NetworkConfig config,
            ForwardingState forwarding,
            Instant at,
            long version,
            Map<String, Integer> serviceIndex,
            List<List<ServiceDemand>> demandsOf) {
        this.carrier = carrier;
        this.config = config;
        this.forwarding = forwarding;
        this.at = at;
        this.version = version;
        this.serviceIndex = serviceIndex;
        this.demandsOf = demandsOf;
        this.load = new TrafficLoad(carrier, forwarding, config, at);
        this.conditions = new LinkCondition[topology().directionCount()];
        for (int direction = 0; direction < conditions.length; direction++) {
            conditions[direction] = LinkConditionModel.of(
                    topology().linkOf(direction), load.ofDirection(direction), injected(direction >> 1));
        }
    }

    LabSnapshot with(NetworkConfig changed, ForwardingState rerouted, Instant now) {
        long next = changed == config && rerouted == forwarding ? version : version + 1;
        return new LabSnapshot(carrier, changed, rerouted, now, next, serviceIndex, demandsOf);
    }

    NetworkConfig config() {
        return config;
    }

    ForwardingState forwarding() {
        return forwarding;
    }

    /** Offered load by capacity of the fullest direction. */
    double fullest() {
        double fullest = 0;
        for (int direction = 0; direction < conditions.length; direction++) {
            double capacity = topology().linkOf(direction).capacityMbps();
            fullest = Math.max(fullest, conditions[direction].offeredMbps() / capacity);
        }
        return fullest;
    }

    LinkCondition along(int[] way) {
        return LinkConditionModel.along(way, conditions);
    }

    @Override
    public long version() {
        return version;
    }

    @Override
    public Instant at() {
        return at;
    }

    @Override
    public LabTopology topology() {
        return carrier.topology();
    }

    @Override
    public List<VpnService> services() {
        return carrier.services();
    }

    @Override
    public Optional<VpnService> service(String vpnId) {
        return Optional.ofNullable(serviceIndex.get(vpnId)).map(carrier.services()::get);
    }

    @Override
    public Map<String, RoutePolicy> routePolicies() {
        return Collections.unmodifiableMap(config.routePolicies());
    }

    @Override
    public Optional<RoutePolicy> routePolicyAt(String vpnId, String node) {
        return Optional.ofNullable(config.colored().get(new CarrierNetwork.VpnNode(vpnId, node)))
                .map(config.routePolicies()::get);
    }

    @Override
    public Map<String, SidList> sidLists() {
        return Collections.unmodifiableMap(config.sidLists());
    }

    @Override
    public Map<String, NamedPolicy> policies() {
        return Collections.unmodifiableMap(config.policies());
    }

    @Override
    public Collection<SrPolicyState> srPolicies() {
        return Collections.unmodifiableCollection(forwarding.policies().values());
    }

    @Override
    public Optional<SrPolicyState> srPolicy(PolicyKey key) {
        return Optional.ofNullable(forwarding.policies().get(key));
    }

    @Override
    public double policyLoadMbps(PolicyKey key) {
        return load.ofPolicy(key);
    }

    @Override
    public Optional<LinkCondition> policyCondition(PolicyKey key) {
        LinkCondition worst = null;
        List<SegmentListState> lists = srPolicy(key)
                .flatMap(SrPolicyState::active)
                .map(CandidateState::lists)
                .orElse(List.of());
        for (SegmentListState list : lists) {
            for (List<Integer> branch : list.branches()) {
                LinkCondition now =
                        along(branch.stream().mapToInt(Integer::intValue).toArray());
                worst = worst == null || now.delayMs() > worst.delayMs() ? now : worst;
            }
        }
        return Optional.ofNullable(worst)
                .map(w -> new LinkCondition(
                        w.delayMs(), w.jitterMs(), w.lossPct(), w.utilisation(), policyLoadMbps(key)));
    }

    @Override
    public LinkCondition condition(int direction) {
        return conditions[direction];
    }

    @Override
    public LinkImpairment impairment(int link) {
        return config.faults().impairments().getOrDefault(link, LinkImpairment.NONE);
    }

    @Override
    public boolean failed(int link) {
        return config.faults().failed().contains(link);
    }

    @Override
    public boolean cut(int link) {
        return config.faults().cut().contains(link);
    }

    @Override
    public double growth() {
        return config.growth();
    }

    @Override
    public int igpMetric(int direction) {
        return forwarding.igp().metric(direction);
    }

    private LinkImpairment injected(int link) {
        return failed(link) ? LinkImpairment.DOWN : impairment(link);
    }

    @Override
    public Optional<ServiceState> serviceState(String vpnId) {
        Integer index = serviceIndex.get(vpnId);
        if (index == null) {
            return Optional.empty();
        }
        VpnService service = carrier.services().get(index);
        List<ServiceState.FlowState> flows = demandsOf.get(index).stream()
                .map(demand -> flow(service, demand))
                .toList();
        List<ServiceState.BranchState> used = flows.stream()
                .flatMap(flow -> flow.branches().stream())
                .filter(branch -> branch.share() > 0)
                .toList();
        return Optional.of(new ServiceState(
                service,
                flows,
                used.stream()
                        .mapToDouble(ServiceState.BranchState::latencyMs)
                        .max()
                        .orElse(Double.NaN),
                used.stream()
                        .mapToDouble(ServiceState.BranchState::jitterMs)
                        .max()
                        .orElse(Double.NaN),
                flows.stream().anyMatch(flow -> flow.branches().isEmpty())
                        ? 100
                        : used.stream()
                                .mapToDouble(ServiceState.BranchState::lossPct)
                                .max()
                                .orElse(100)));
    }

    private ServiceState.FlowState flow(VpnService service, ServiceDemand demand) {
        DemandRoute route = forwarding.route(demand.index());
        String endPoint = topology().router(demand.to()).id();
        List<ServiceState.BranchState> branches = new ArrayList<>();
        for (int i = 0; i < route.branches().size(); i++) {
            int[] way = route.branches().get(i);
            LinkCondition now = along(way);
            List<Integer> directions = DirectionIndexList.list(way);
            List<String> links =
                    directions.stream().map(d -> topology().linkOf(d).id()).toList();
            branches.add(new ServiceState.BranchState(
                    links, directions, route.shares().get(i), now.delayMs(), now.jitterMs(), now.lossPct()));
        }
        return new ServiceState.FlowState(
                topology().router(demand.from()).id(),
                endPoint,
                config.color(service.id(), endPoint),
                route.pair().policy(),
                load.ofDemand(demand.index()),
                branches);
    }

    @Override
    public List<ProbeSession> sessions() {
        return forwarding.sessions();
    }
}
