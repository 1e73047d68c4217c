package io.cemfleet.lab.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The forwarding of all traffic, for one configuration. Immutable; a change creates a new one that shares the unchanged
 * parts.
 */
final class ForwardingState {

    private final CarrierNetwork carrier;
    private final IgpRouting igp;
    private final PolicyEngine engine;
    private final Map<PolicyKey, SrPolicyState> policies;
    private final Map<ForwardingKey, ForwardingRoute> pairs;
    private final List<DemandRoute> routes;
    private final List<ProbeSession> sessions;
    private final Map<ForwardingKey, List<int[]>> used = new HashMap<>();

    private ForwardingState(
            CarrierNetwork carrier,
            IgpRouting igp,
            PolicyEngine engine,
            Map<PolicyKey, SrPolicyState> policies,
            Map<ForwardingKey, ForwardingRoute> pairs,
            List<DemandRoute> routes,
            List<ProbeSession> standing) {
        this.carrier = carrier;
        this.igp = igp;
        this.engine = engine;
        this.policies = policies;
        this.pairs = pairs;
        this.routes = routes;
        Map<String, ProbeSession> all = new TreeMap<>();
        standing.forEach(session -> all.put(session.id(), session));
        for (DemandRoute route : routes) {
            ProbeSession session = session(route.pair().key());
            all.putIfAbsent(session.id(), session);
            collectUsed(route);
        }
        this.sessions = List.copyOf(all.values());
    }

    /** The forwarding of a configuration from scratch. */
    static ForwardingState of(CarrierNetwork carrier, IgpRouting igp, NetworkConfig config) {
        PolicyEngine engine = new PolicyEngine(igp);
        Map<PolicyKey, SrPolicyState> policies = new LinkedHashMap<>();
        engine.evaluateAll(config, Map.of()).forEach(state -> policies.put(state.key(), state));
        return assemble(carrier, igp, engine, policies, config, null, Set.of(), List.of());
    }

    /** The forwarding after the policies of some head-ends, or some colours, have changed. */
    ForwardingState after(NetworkConfig config, Set<String> headEnds) {
        Map<PolicyKey, SrPolicyState> changed = new LinkedHashMap<>(policies);
        changed.keySet().removeIf(key -> headEnds.contains(key.headEnd()));
        for (String headEnd : headEnds) {
            engine.evaluate(headEnd, config, policies).forEach(state -> changed.put(state.key(), state));
        }
        Set<PolicyKey> touched = new HashSet<>(policies.keySet());
        touched.addAll(changed.keySet());
        touched.removeIf(key -> {
            SrPolicyState now = changed.get(key);
            return now != null && now.equals(policies.get(key));
        });
        // Probes of the plain IGP are permanent; those of a colour end when no route carries it any more.
        return assemble(carrier, igp, engine, changed, config, this, touched, plainSessions());
    }

    /** The forwarding of a configuration after links came up or went down: all of it is computed again. */
    ForwardingState rerouted(NetworkConfig config, IgpRouting changed) {
        PolicyEngine engine = new PolicyEngine(changed);
        Map<PolicyKey, SrPolicyState> evaluated = new LinkedHashMap<>();
        engine.evaluateAll(config, policies).forEach(state -> evaluated.put(state.key(), state));
        return assemble(carrier, changed, engine, evaluated, config, null, Set.of(), plainSessions());
    }

    private List<ProbeSession> plainSessions() {
        return sessions.stream().filter(session -> session.color() == null).toList();
    }

    private static ForwardingState assemble(
            CarrierNetwork carrier,
            IgpRouting igp,
            PolicyEngine engine,
            Map<PolicyKey, SrPolicyState> policies,
            NetworkConfig config,
            @Nullable ForwardingState before,
            Set<PolicyKey> touched,
            List<ProbeSession> standing) {
        LabTopology topology = carrier.topology();
        Map<ForwardingKey, ForwardingRoute> pairs = new HashMap<>();
        List<DemandRoute> routes = new ArrayList<>(carrier.demands().size());
        for (ServiceDemand demand : carrier.demands()) {
            String service = carrier.services().get(demand.service()).id();
            Integer color = config.color(service, topology.router(demand.to()).id());
            ForwardingKey key = new ForwardingKey(demand.from(), demand.to(), color == null ? 0 : color);
            ForwardingRoute pair = pairs.computeIfAbsent(key, missing -> {
                PolicyKey policy = policyKey(topology, missing);
                ForwardingRoute kept = before == null || touched.contains(policy) ? null : before.pairs.get(missing);
                return kept != null ? kept : new ForwardingRoute(missing, policies.get(policy), igp, engine.resolver());
            });
            DemandRoute known = before == null ? null : before.routes.get(demand.index());
            routes.add(known != null && known.pair() == pair ? known : DemandRoute.of(demand, pair));
        }
        for (ProbeSession session : standing) {
            ForwardingKey key = pairKey(session);
            pairs.computeIfAbsent(
                    key, k -> new ForwardingRoute(k, policies.get(policyKey(topology, k)), igp, engine.resolver()));
        }
        return new ForwardingState(carrier, igp, engine, policies, pairs, routes, standing);
    }

    private static PolicyKey policyKey(LabTopology topology, ForwardingKey key) {
        return new PolicyKey(
                topology.router(key.from()).id(), topology.router(key.to()).id(), key.color());
    }

    private static ForwardingKey pairKey(ProbeSession session) {
        Integer color = session.color();
        return new ForwardingKey(session.from(), session.to(), color == null ? 0 : color);
    }

    private ProbeSession session(ForwardingKey key) {
        LabTopology topology = carrier.topology();
        String name = "twamp-" + topology.router(key.from()).id() + "-"
                + topology.router(key.to()).id();
        return key.color() == 0
                ? new ProbeSession(name, key.from(), key.to(), null)
                : new ProbeSession(name + "-" + key.color(), key.from(), key.to(), key.color());
    }

    private void collectUsed(DemandRoute route) {
        List<int[]> ways = used.computeIfAbsent(route.pair().key(), key -> new ArrayList<>());
        for (int i = 0; i < route.branches().size(); i++) {
            int[] branch = route.branches().get(i);
            if (route.shares().get(i) > 0 && ways.stream().noneMatch(known -> java.util.Arrays.equals(known, branch))) {
                ways.add(branch);
            }
        }
    }

    IgpRouting igp() {
        return igp;
    }

    PolicyEngine engine() {
        return engine;
    }

    Map<PolicyKey, SrPolicyState> policies() {
        return policies;
    }

    DemandRoute route(int demand) {
        return routes.get(demand);
    }

    /** The indexes of the demands with a flow that crosses a direction. */
    BitSet demandsAcross(int direction) {
        BitSet demands = new BitSet();
        for (ServiceDemand demand : carrier.demands()) {
            DemandRoute route = route(demand.index());
            for (int i = 0; i < route.branches().size(); i++) {
                if (route.shares().get(i) > 0
                        && Arrays.stream(route.branches().get(i)).anyMatch(d -> d == direction)) {
                    demands.set(demand.index());
                }
            }
        }
        return demands;
    }

    List<ProbeSession> sessions() {
        return sessions;
    }

    /** The branches that a session's flows take now; all possible branches when no service uses the pair. */
    List<int[]> waysOf(ProbeSession session) {
        ForwardingKey key = pairKey(session);
        List<int[]> ways = used.get(key);
        if (ways != null && !ways.isEmpty()) {
            return ways;
        }
        ForwardingRoute pair = pairs.get(key);
        return pair == null ? igp.branches(key.from(), key.to()) : pair.branches();
    }
}
