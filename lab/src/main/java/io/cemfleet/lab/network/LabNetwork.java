package io.cemfleet.lab.network;

import io.cemfleet.lab.network.ChangeOutcome.RefusalReason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The running network. It applies changes one at a time, each before its call returns; readers use the immutable {@link
 * #state()} and never wait.
 */
public final class LabNetwork {

    private final ReentrantLock lock = new ReentrantLock();
    private final CarrierNetwork carrier;
    private final Clock clock;
    private final long seed;
    private final MeasurementHistory history;
    private final PolicyChanges policyChanges;
    private final RouteChanges routeChanges = new RouteChanges(this::attached);
    private final List<Consumer<NetworkMeasurement>> listeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<NetworkState>> changeListeners = new CopyOnWriteArrayList<>();
    private volatile LabSnapshot state;

    /**
     * @param carrier the initial network
     * @param clock time of samples and of the daily drift of demands
     * @param history how long samples are stored
     * @param seed of the noise
     */
    public LabNetwork(CarrierNetwork carrier, Clock clock, Duration history, long seed) {
        this.carrier = carrier;
        this.clock = clock;
        this.seed = seed;
        this.history = new MeasurementHistory(history);
        this.policyChanges = new PolicyChanges(carrier.topology());
        NetworkConfig config = NetworkConfig.of(carrier);
        ForwardingState forwarding = ForwardingState.of(carrier, new IgpRouting(carrier.topology()), config);
        this.state = new LabSnapshot(carrier, config, forwarding, clock.instant());
    }

    /** The present state, immutable. */
    public NetworkState state() {
        return state;
    }

    public LabTopology topology() {
        return carrier.topology();
    }

    /** The name of the carrier or of its file. */
    public String name() {
        return carrier.name();
    }

    /** Creates or replaces a SID list. Labels may be unresolvable: candidate paths that use the list are then down. */
    public ChangeOutcome putSidList(SidList list) {
        return change(config -> policyChanges.putSidList(config, list));
    }

    /** Deletes a SID list; IN_USE while a policy names it. */
    public ChangeOutcome deleteSidList(String name) {
        return change(config -> policyChanges.deleteSidList(config, name));
    }

    /**
     * Creates or replaces a policy by its name. BAD_REFERENCE for an unknown router or SID list, NOT_UNIQUE when another
     * policy of the same head-end, end-point and colour has one of its preferences, INVALID for values out of range.
     */
    public ChangeOutcome putPolicy(NamedPolicy policy) {
        return change(config -> policyChanges.putPolicy(config, policy));
    }

    /** Deletes a policy by its name. */
    public ChangeOutcome deletePolicy(String name) {
        return change(config -> policyChanges.deletePolicy(config, name));
    }

    /** Applies all edits in their order, or none: each is refused for the same reasons as by itself. */
    public PolicyTransactionOutcome commit(List<PolicyEdit> edits) {
        return transaction(config -> policyChanges.all(config, edits));
    }

    private PolicyTransactionOutcome transaction(Function<NetworkConfig, DecidedTransaction> decision) {
        var refusedEdit = new AtomicInteger(-1);
        ChangeOutcome outcome = change(config -> {
            DecidedTransaction decided = decision.apply(config);
            refusedEdit.set(decided.edit());
            return decided.change();
        });
        return outcome instanceof ChangeOutcome.Refused refused
                ? new PolicyTransactionOutcome.RolledBack(refusedEdit.get(), refused)
                : new PolicyTransactionOutcome.Committed();
    }

    /** Creates a route policy, or changes its colour. */
    public ChangeOutcome putRoutePolicy(RoutePolicy policy) {
        return change(config -> RouteChanges.put(config, policy));
    }

    /** Deletes a route policy; IN_USE while a VPN node has it. */
    public ChangeOutcome deleteRoutePolicy(String name) {
        return change(config -> RouteChanges.delete(config, name));
    }

    /**
     * Sets or removes the route policy on the routes that a service's node exports.
     *
     * @param routePolicy its name, null: no colour
     */
    public ChangeOutcome color(String vpnId, String node, @Nullable String routePolicy) {
        return change(config -> routeChanges.color(config, vpnId, node, routePolicy));
    }

    private boolean attached(String vpnId, String node) {
        return state.service(vpnId)
                .filter(service -> service.attachments().stream()
                        .anyMatch(attachment -> attachment.node().equals(node)))
                .isPresent();
    }

    /** Applies all edits in their order, or none: each is refused for the same reasons as by itself. */
    public PolicyTransactionOutcome commitRoutes(List<RouteEdit> edits) {
        return transaction(config -> routeChanges.all(config, edits));
    }

    /** Injects an impairment into both directions of a link, and replaces the former one. */
    public ChangeOutcome degrade(String linkId, LinkImpairment impairment) {
        return disturb(linkId, (faults, link) -> faults.degraded(link, impairment));
    }

    /** Takes a link down in both directions: it carries no traffic, and the IGP and dynamic paths avoid it. */
    public ChangeOutcome fail(String linkId) {
        return disturb(linkId, LinkFaults::down);
    }

    /** Takes a link down and removes it from every inventory, as if its fibre and ports were gone. */
    public ChangeOutcome cut(String linkId) {
        return disturb(linkId, LinkFaults::gone);
    }

    /** Gives a link the highest IGP metric in both directions: it stays up, and plain traffic avoids it. */
    public ChangeOutcome drain(String linkId) {
        return disturb(linkId, LinkFaults::drained);
    }

    /** Brings a link up, and removes its impairment, its drain, and the surge that congests it. */
    public ChangeOutcome heal(String linkId) {
        return disturb(linkId, LinkFaults::healed);
    }

    /**
     * Raises the demands that cross a link now until its fuller direction reaches a load.
     *
     * @param utilisation offered load by capacity, above 0 and at most 2
     */
    public ChangeOutcome congest(String linkId, double utilisation) {
        return change(linkId, (config, link) -> {
            if (!ConfigChange.isUtilisation(utilisation)) {
                return ConfigChange.outOfRange(utilisation);
            }
            LinkFaults calm = config.faults().calm(link.index());
            LabSnapshot before = state.with(config.withFaults(calm), state.forwarding(), clock.instant());
            int fuller = before.condition(link.forward().index()).offeredMbps()
                            >= before.condition(link.reverse().index()).offeredMbps()
                    ? link.forward().index()
                    : link.reverse().index();
            double offered = before.condition(fuller).offeredMbps();
            if (offered <= 0) {
                return ConfigChange.refused(RefusalReason.INVALID, "nothing crosses " + linkId);
            }
            var surge = new LinkFaults.Surge(
                    state.forwarding().demandsAcross(fuller), utilisation * link.capacityMbps() / offered);
            return ConfigChange.sameForwarding(config.withFaults(calm.surged(link.index(), surge)));
        });
    }

    /**
     * Scales all demands until the fullest direction of the network reaches a load.
     *
     * @param utilisation offered load by capacity, above 0 and at most 2
     */
    public ChangeOutcome fill(double utilisation) {
        return change(config -> {
            if (!ConfigChange.isUtilisation(utilisation)) {
                return ConfigChange.outOfRange(utilisation);
            }
            double fullest =
                    state.with(config, state.forwarding(), clock.instant()).fullest();
            return fullest > 0
                    ? ConfigChange.sameForwarding(config.withGrowth(config.growth() * utilisation / fullest))
                    : ConfigChange.refused(RefusalReason.INVALID, "nothing crosses any link");
        });
    }

    /** Sets the factor of all demands; 1 is the initial value. */
    public ChangeOutcome grow(double factor) {
        return change(config -> factor > 0 && factor <= 1000
                ? ConfigChange.sameForwarding(config.withGrowth(factor))
                : ConfigChange.refused(RefusalReason.INVALID, "factor " + factor + " is out of range"));
    }

    private ChangeOutcome disturb(String linkId, BiFunction<LinkFaults, Integer, LinkFaults> fault) {
        return change(
                linkId,
                (config, link) ->
                        ConfigChange.sameForwarding(config.withFaults(fault.apply(config.faults(), link.index()))));
    }

    /** The route of plain IGP traffic, with even splits; empty when there is none. */
    public List<LinkShare> igpRoute(String from, String to) {
        IgpRouting igp = state.forwarding().igp();
        return new EvenSplit(igp).igp(index(from), index(to), 1).toList();
    }

    /** The present route of traffic into an SR policy, with even splits within each list; empty when it is down. */
    public List<LinkShare> policyRoute(PolicyKey key) {
        LabSnapshot now = state;
        List<SegmentListState> lists = now.srPolicy(key).flatMap(SrPolicyState::active).stream()
                .flatMap(candidate -> candidate.lists().stream())
                .filter(SegmentListState::valid)
                .toList();
        double total = lists.stream().mapToInt(SegmentListState::weight).sum();
        EvenSplit split = new EvenSplit(now.forwarding().igp());
        lists.forEach(list -> split.segments(list.segments(), index(key.headEnd()), list.weight() / total));
        return split.toList();
    }

    /** The path of a label stack at a head-end. Unknown routers are an IllegalArgumentException. */
    public PathResolution resolve(String headEnd, String endPoint, List<Integer> labels) {
        LabSnapshot now = state;
        SegmentListState list =
                now.forwarding().engine().resolver().resolve("", 1, labels, index(headEnd), index(endPoint));
        if (!list.valid()) {
            return new PathResolution.Down(list.problem());
        }
        int metric = list.branches().getFirst().stream()
                .mapToInt(now.forwarding().igp()::metric)
                .sum();
        return up(now, headEnd, list.segments(), metric);
    }

    /** The result of a dynamic path computation. Unknown routers are an IllegalArgumentException. */
    public PathResolution compute(String headEnd, String endPoint, PathSpec.Dynamic dynamic) {
        LabSnapshot now = state;
        return now.forwarding()
                .engine()
                .dynamicPaths()
                .compute(index(headEnd), index(endPoint), dynamic)
                .<PathResolution>map(computed -> up(now, headEnd, computed.segments(), computed.metricValue()))
                .orElseGet(() -> new PathResolution.Down("No path found for the given constraints. "));
    }

    private PathResolution up(LabSnapshot now, String headEnd, List<ResolvedSegment> segments, int metric) {
        List<LinkShare> route = new EvenSplit(now.forwarding().igp())
                .segments(segments, index(headEnd), 1)
                .toList();
        return new PathResolution.Up(segments, route, metric);
    }

    /** Measures everything once, stores the samples, and notifies the listeners. Called by the measuring tick. */
    public NetworkMeasurement measure() {
        MeasurementTick tick;
        lock.lock();
        try {
            state = state.with(state.config(), state.forwarding(), clock.instant());
            tick = new MeasurementTick(state, seed);
            history.add(tick);
        } finally {
            lock.unlock();
        }
        listeners.forEach(listener -> listener.accept(tick));
        return tick;
    }

    /** Calls a listener with each measurement, on the measuring thread, in the order of registration. */
    public void onMeasured(Consumer<NetworkMeasurement> listener) {
        listeners.add(listener);
    }

    /** Calls a listener with the state after each change, in order, before the change returns; it must not wait. */
    public void onChanged(Consumer<NetworkState> listener) {
        changeListeners.add(listener);
    }

    /** The newest measurement; empty before the first tick. */
    public Optional<NetworkMeasurement> latest() {
        return history.latest();
    }

    /** The measurements of a period, oldest first, both ends included. */
    public List<NetworkMeasurement> history(Instant from, Instant to) {
        return history.between(from, to);
    }

    private static BitSet bits(Set<Integer> indexes) {
        BitSet bits = new BitSet();
        indexes.forEach(bits::set);
        return bits;
    }

    private ChangeOutcome change(String linkId, BiFunction<NetworkConfig, LabLink, ConfigChange> decision) {
        return change(config -> topology()
                .linkById(linkId)
                .map(link -> decision.apply(config, link))
                .orElseGet(() -> ConfigChange.refused(RefusalReason.NOT_FOUND, "no link " + linkId)));
    }

    private ChangeOutcome change(Function<NetworkConfig, ConfigChange> decision) {
        lock.lock();
        try {
            ConfigChange change = decision.apply(state.config());
            if (change.config() != null) {
                state = state.with(change.config(), forwarding(change, change.config()), clock.instant());
                changeListeners.forEach(listener -> listener.accept(state));
            }
            return change.outcome();
        } finally {
            lock.unlock();
        }
    }

    private ForwardingState forwarding(ConfigChange change, NetworkConfig config) {
        LinkFaults faults = config.faults();
        LinkFaults before = state.config().faults();
        if (!faults.failed().equals(before.failed()) || !faults.drained().equals(before.drained())) {
            IgpRouting igp = new IgpRouting(topology(), bits(faults.failed()), bits(faults.drained()));
            return state.forwarding().rerouted(config, igp);
        }
        return change.reroutes() && !movesNothing(change, config)
                ? state.forwarding().after(config, change.headEnds())
                : state.forwarding();
    }

    /** A SID list that no policy names moves nothing. */
    private boolean movesNothing(ConfigChange change, NetworkConfig config) {
        NetworkConfig before = state.config();
        return change.headEnds().isEmpty()
                && config.colored() == before.colored()
                && config.routePolicies() == before.routePolicies();
    }

    private int index(String router) {
        return topology()
                .routerById(router)
                .orElseThrow(() -> new IllegalArgumentException("no router " + router))
                .index();
    }
}
