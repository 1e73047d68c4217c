package io.cemfleet.restoration.network;

import io.cemfleet.a2a.contract.MonitorRestoration;
import io.cemfleet.a2a.contract.PlacementPrediction;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.topology.TopologyHolder;
import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.restoration.LoadSettings;
import io.cemfleet.restoration.watch.WatchCore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads present load and returning demand on the links of both paths, as the controller measures them now. */
@Component
public class ReturnCapacityReader {
    private static final Duration TOPOLOGY_AGE = Duration.ofSeconds(60);

    /** Two readings of the same load may differ by this utilisation. */
    private static final double READING_TOLERANCE = 0.002;

    private final TopologyHolder topologies;
    private final PresentLoads loads;
    private final LoadSettings settings;

    /** @param unknown what is not known about the others */
    private record ReturningFlows(
            List<ReturningFlow> measured, Set<String> unknown, Map<LinkDirection, Double> utilisation) {}

    ReturnCapacityReader(TopologyHolder topologies, PresentLoads loads, LoadSettings settings) {
        this.topologies = topologies;
        this.loads = loads;
        this.settings = settings;
    }

    /**
     * Which tunnels' traffic may return now: those of the watch's present part, or while there is none the largest part
     * that fits.
     *
     * @param able the tunnels that may return
     * @param ladder the weights to try next for a weight, best first
     */
    public CapacityVerdict verdict(WatchCore watch, Set<String> able, Function<Integer, List<Integer>> ladder) {
        return switch (topologies.noOlderThan(TOPOLOGY_AGE)) {
            case CncResult.Ok<NetworkTopology> ok ->
                verdict(watch, flows(watch, able, ReturnRoutes.over(ok.value())), ladder);
            default -> new CapacityVerdict.Unknown("the topology is not to be had");
        };
    }

    /** How full returning traffic may make a link, 0 to 1. */
    public double limit(WatchCore watch) {
        return settings.forReturn(watch.task().loadCaused());
    }

    /**
     * The directions of the return path that were fuller with all this traffic than a return may make them now, and
     * below their threshold all the same: the state before the incident may come back. Empty while anything is unknown.
     */
    public Optional<Map<String, Double>> carried(WatchCore watch) {
        if (watch.task().loadCaused()) {
            return Optional.of(Map.of());
        }
        return topologies
                .noOlderThan(TOPOLOGY_AGE)
                .optional()
                .map(topology -> flows(watch, Set.copyOf(watch.tunnels().ids()), ReturnRoutes.over(topology)))
                .filter(flows -> flows.unknown().isEmpty())
                .map(flows -> carried(watch, flows));
    }

    private Map<String, Double> carried(WatchCore watch, ReturningFlows flows) {
        Map<String, Double> carried = new HashMap<>();
        flows.utilisation().forEach((direction, used) -> {
            double capacity = Objects.requireNonNull(direction.capacityMbps());
            double away = flows.measured().stream()
                    .mapToDouble(flow -> flow.change().getOrDefault(direction, 0.0) * flow.leaving(0))
                    .filter(mbps -> mbps > 0)
                    .sum();
            double then = used + away / capacity;
            if (then > limit(watch) && then <= settings.limit() + READING_TOLERANCE) {
                carried.put(direction.cncLinkId(), then);
            }
        });
        return carried;
    }

    private double limit(WatchCore watch, LinkDirection direction) {
        Map<String, Double> carried = watch.carried();
        double before = carried == null ? 0 : carried.getOrDefault(direction.cncLinkId(), 0.0);
        return Math.max(limit(watch), before > 0 ? Math.min(settings.limit(), before) + READING_TOLERANCE : 0);
    }

    private ReturningFlows flows(WatchCore watch, Set<String> able, ReturnRoutes routes) {
        List<ReturningFlow> flows = new ArrayList<>();
        Set<String> unknown = new TreeSet<>();
        List<MonitorRestoration.WatchedProtection> returning = watch.tunnels().protections().stream()
                .filter(protection -> able.contains(protection.tunnelId()))
                .toList();
        Map<PolicyKey, Double> measured = loads.policies(
                routes.topology(),
                returning.stream()
                        .flatMap(protection -> policy(protection).stream())
                        .toList());
        for (MonitorRestoration.WatchedProtection protection : returning) {
            Double mbps = demand(measured, protection);
            Map<LinkDirection, Double> shares = routes.shares(protection);
            if (mbps == null) {
                unknown.add("the demand on " + protection.tunnelId() + " is not known");
            } else if (shares.isEmpty()) {
                unknown.add("the original path of " + protection.tunnelId() + " is not in the topology");
            } else {
                flows.add(flow(watch, protection, mbps, change(shares, routes.protecting(protection))));
            }
        }
        Map<LinkDirection, Double> utilisation = utilisation(flows);
        List<ReturningFlow> overMeasured = new ArrayList<>();
        for (ReturningFlow flow : flows) {
            Set<String> unmeasured = unmeasured(flow, utilisation);
            if (unmeasured.isEmpty()) {
                overMeasured.add(flow);
            } else {
                unknown.add("no utilisation of " + String.join(", ", unmeasured));
            }
        }
        return new ReturningFlows(overMeasured, unknown, utilisation);
    }

    private CapacityVerdict verdict(WatchCore watch, ReturningFlows flows, Function<Integer, List<Integer>> ladder) {
        ReturnCapacity capacity = new ReturnCapacity(flows.utilisation(), direction -> limit(watch, direction), ladder);
        return judge(watch, flows.measured(), flows.unknown(), capacity);
    }

    private static CapacityVerdict judge(
            WatchCore watch, List<ReturningFlow> flows, Set<String> unknown, ReturnCapacity capacity) {
        Set<String> chosen = watch.tunnels().traffic().returning();
        List<ReturningFlow> part = chosen.isEmpty()
                ? capacity.part(flows)
                : flows.stream()
                        .filter(flow -> chosen.contains(flow.tunnelId()) && flow.weight() > 0)
                        .toList();
        Map<String, Integer> moves = capacity.step(part);
        Set<String> going = chosen.isEmpty() ? ids(part) : moves.keySet();
        List<ReturningFlow> deferred = (chosen.isEmpty() ? flows : part)
                .stream().filter(flow -> !going.contains(flow.tunnelId())).toList();
        if (moves.isEmpty() && deferred.isEmpty() && !unknown.isEmpty()) {
            return new CapacityVerdict.Unknown(String.join("; ", unknown));
        }
        Set<LinkDirection> full = new HashSet<>();
        deferred.forEach(flow -> full.addAll(capacity.inTheWay(flow, chosen.isEmpty() ? part : List.of())));
        return new CapacityVerdict.Known(ids(part), moves, ids(deferred), full);
    }

    private static Set<String> ids(List<ReturningFlow> flows) {
        return flows.stream().map(ReturningFlow::tunnelId).collect(Collectors.toCollection(TreeSet::new));
    }

    private static ReturningFlow flow(
            WatchCore watch,
            MonitorRestoration.WatchedProtection protection,
            double mbps,
            Map<LinkDirection, Double> change) {
        SlaTier tier = protection.tier();
        return new ReturningFlow(
                protection.tunnelId(),
                tier == null ? watch.task().slaTier() : tier,
                protection.services().size(),
                mbps,
                watch.tunnels().weight(protection.tunnelId()),
                change);
    }

    private static Map<LinkDirection, Double> change(Map<LinkDirection, Double> shares, List<LinkDirection> tunnel) {
        Map<LinkDirection, Double> change = new HashMap<>(shares);
        tunnel.forEach(on -> change.merge(on, -1.0, Double::sum));
        return change;
    }

    private Map<LinkDirection, Double> utilisation(List<ReturningFlow> flows) {
        Set<LinkDirection> gaining = flows.stream()
                .flatMap(flow -> flow.change().entrySet().stream())
                .filter(on -> on.getValue() > 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        Map<LinkDirection, Double> known = new HashMap<>(loads.utilisation(gaining));
        known.keySet().removeIf(direction -> direction.capacityMbps() == null);
        return known;
    }

    private static Set<String> unmeasured(ReturningFlow flow, Map<LinkDirection, Double> utilisation) {
        return flow.change().entrySet().stream()
                .filter(on -> on.getValue() > 0 && !utilisation.containsKey(on.getKey()))
                .map(on -> on.getKey().linkId())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** As measured on the policy, else as the request says, else the bound that the plan assumed, Mbit/s. */
    private static @Nullable Double demand(
            Map<PolicyKey, Double> measured, MonitorRestoration.WatchedProtection protection) {
        Optional<Double> known = policy(protection).map(measured::get);
        if (known.isPresent()) {
            return known.get();
        }
        Double said = protection.demandMbps();
        PlacementPrediction prediction = protection.prediction();
        return said != null || prediction == null ? said : prediction.demandMbps();
    }

    /** The policy that carries it, where its colour is known. */
    private static Optional<PolicyKey> policy(MonitorRestoration.WatchedProtection protection) {
        List<String> nodes = protection.protectionPath().nodes();
        return Optional.ofNullable(protection.color())
                .map(color -> new PolicyKey(nodes.getFirst(), nodes.getLast(), color));
    }
}
