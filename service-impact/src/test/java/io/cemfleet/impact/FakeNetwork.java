package io.cemfleet.impact;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.measurement.LinkMeasurements;
import io.cemfleet.cnc.nso.NsoWriteResult;
import io.cemfleet.cnc.nso.RoutePolicy;
import io.cemfleet.cnc.nso.VpnServices;
import io.cemfleet.cnc.policy.SrPolicyClient;
import io.cemfleet.cnc.topology.TopologyHolder;
import io.cemfleet.network.measurement.LinkMeasurement;
import io.cemfleet.network.measurement.LinkReadings;
import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.policy.PolicyMeasurement;
import io.cemfleet.network.policy.PolicyRoute;
import io.cemfleet.network.policy.SrPolicies;
import io.cemfleet.network.policy.SrPolicy;
import io.cemfleet.network.service.VpnService;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The controller of tests: what a test does not set is the small network with its three services. */
public final class FakeNetwork {

    public volatile boolean topologyUp = true;
    public volatile boolean servicesUp = true;
    public volatile boolean policiesUp = true;
    /** Links that left the topology. */
    public volatile Set<String> gone = Set.of();
    /** The same, as a topology says that was read before; absent: it was read just now. */
    public volatile @Nullable Set<String> goneWhenRead;

    public volatile List<SrPolicy> policies = List.of(ImpactFixtures.overPrague());
    public volatile Map<PolicyKey, Double> loads = Map.of();
    public volatile Function<LinkDirection, Optional<LinkMeasurement>> samples = direction -> Optional.empty();

    private static <T> CncResult<T> refused() {
        return CncResult.refused("not_for_tests", "this fake only answers questions");
    }

    private static <T> CncResult<T> answer(boolean up, T value) {
        return up ? CncResult.ok(value) : CncResult.unavailable("the controller does not answer", true);
    }

    public final TopologyHolder topologies = new TopologyHolder() {
        @Override
        public Optional<NetworkTopology> newest() {
            return current().optional();
        }

        @Override
        public Optional<Duration> age() {
            return newest().map(topology -> Duration.ZERO);
        }

        @Override
        public CncResult<NetworkTopology> noOlderThan(Duration maxAge) {
            return current();
        }

        @Override
        public CncResult<NetworkTopology> refresh() {
            goneWhenRead = null;
            return current();
        }

        @Override
        public CncResult<NetworkTopology> current() {
            var known = goneWhenRead;
            var small = ImpactFixtures.without((known == null ? gone : known).toArray(String[]::new));
            return answer(topologyUp, NetworkTopology.of(small.routers(), small.directions(), Instant.now()));
        }

        @Override
        public void onNewVersion(Consumer<NetworkTopology> listener) {
            newest().ifPresent(listener);
        }
    };

    public final VpnServices services = new VpnServices() {
        @Override
        public CncResult<List<VpnService>> list(NetworkTopology topology) {
            return answer(servicesUp, ImpactFixtures.services());
        }

        @Override
        public CncResult<VpnService> get(NetworkTopology topology, String vpnId) {
            return CncResult.notFound(vpnId);
        }

        @Override
        public CncResult<List<RoutePolicy>> routePolicies() {
            return CncResult.ok(List.of());
        }

        @Override
        public CncResult<RoutePolicy> routePolicy(String name) {
            return CncResult.notFound(name);
        }

        @Override
        public CncResult<NsoWriteResult> putRoutePolicy(RoutePolicy policy) {
            return refused();
        }

        @Override
        public CncResult<NsoWriteResult> deleteRoutePolicy(String name) {
            return refused();
        }

        @Override
        public CncResult<NsoWriteResult> setRoutePolicy(String vpnId, String hostname, String routePolicy) {
            return refused();
        }

        @Override
        public CncResult<NsoWriteResult> removeRoutePolicy(String vpnId, String hostname) {
            return refused();
        }
    };

    public final SrPolicyClient steering = new SrPolicyClient() {
        @Override
        public CncResult<SrPolicies> list(NetworkTopology topology) {
            return answer(policiesUp, new SrPolicies(policies, List.of()));
        }

        @Override
        public CncResult<SrPolicy> get(NetworkTopology topology, PolicyKey key) {
            return CncResult.notFound(key.toString());
        }

        @Override
        public CncResult<PolicyMeasurement> measurement(NetworkTopology topology, PolicyKey key) {
            var load = loads.get(key);
            return load == null
                    ? CncResult.notFound(key.toString())
                    : CncResult.ok(new PolicyMeasurement(key, load, null, null));
        }

        @Override
        public CncResult<PolicyRoute> route(NetworkTopology topology, PolicyKey key) {
            return CncResult.notFound(key.toString());
        }
    };

    public final LinkMeasurements measurements = new LinkMeasurements() {
        @Override
        public LinkReadings read(NetworkTopology topology, Collection<LinkDirection> directions) {
            var measured = directions.stream()
                    .flatMap(direction -> samples.apply(direction).map(sample -> Map.entry(direction, sample)).stream())
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            return new LinkReadings(measured, Map.of());
        }

        @Override
        public LinkReadings utilisation(Collection<LinkDirection> directions) {
            return new LinkReadings(Map.of(), Map.of());
        }

        @Override
        public CncResult<List<LinkMeasurement>> history(
                NetworkTopology topology, LinkDirection direction, Instant from, Instant to) {
            return CncResult.ok(List.of());
        }
    };
}
