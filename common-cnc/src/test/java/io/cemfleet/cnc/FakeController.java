package io.cemfleet.cnc;

import io.cemfleet.cnc.measurement.LinkMeasurements;
import io.cemfleet.cnc.nso.VpnServices;
import io.cemfleet.cnc.policy.SrPolicyClient;
import io.cemfleet.cnc.topology.TopologyHolder;
import io.cemfleet.network.NetworkFixtures;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A controller without HTTP, for tests of what an agent makes of the network: the small network of
 * {@link NetworkFixtures}, with the policies, services, loads and samples that a test sets. It refuses writes.
 */
public final class FakeController {

    public volatile boolean topologyUp = true;
    public volatile boolean servicesUp = true;
    public volatile boolean policiesUp = true;
    /** Links that left the topology. */
    public volatile Set<String> cut = Set.of();
    /** The links that were cut when the topology was last read; absent: the holder reads it with every call. */
    public volatile @Nullable Set<String> cutWhenRead;

    public volatile List<SrPolicy> policies = List.of();
    public volatile List<VpnService> services = List.of();
    /** Mbit/s of a policy, null where it is not measured. */
    public volatile Function<PolicyKey, @Nullable Double> loads = policy -> null;

    public volatile Function<LinkDirection, Optional<LinkMeasurement>> samples = direction -> Optional.empty();
    /** How often the policies were read. */
    public final AtomicInteger policyReads = new AtomicInteger();

    public final TopologyHolder topologyHolder = new FakeTopology();
    public final VpnServices vpnServices = new FakeServices();
    public final SrPolicyClient policyClient = new FakePolicies();
    public final LinkMeasurements measurements = new FakeMeasurements();

    private static <T> CncResult<T> answer(boolean up, T value) {
        return up ? CncResult.ok(value) : CncResult.unavailable("the controller does not answer", true);
    }

    /** The small network without these links, read now. */
    private static NetworkTopology without(Set<String> links) {
        var small = NetworkFixtures.topology();
        return NetworkTopology.of(
                small.routers(),
                small.directions().stream()
                        .filter(direction -> !links.contains(direction.linkId()))
                        .toList(),
                Instant.now());
    }

    private final class FakeTopology implements TopologyHolder {
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
            cutWhenRead = null;
            return current();
        }

        @Override
        public CncResult<NetworkTopology> current() {
            var read = cutWhenRead;
            return answer(topologyUp, without(read == null ? cut : read));
        }

        @Override
        public void onNewVersion(Consumer<NetworkTopology> listener) {
            newest().ifPresent(listener);
        }
    }

    private final class FakeServices extends ReadOnlyVpnServices {
        @Override
        public CncResult<List<VpnService>> list(NetworkTopology topology) {
            return answer(servicesUp, services);
        }
    }

    private final class FakePolicies implements SrPolicyClient {
        @Override
        public CncResult<SrPolicies> list(NetworkTopology topology) {
            policyReads.incrementAndGet();
            return answer(policiesUp, new SrPolicies(policies, List.of()));
        }

        @Override
        public CncResult<SrPolicy> get(NetworkTopology topology, PolicyKey key) {
            return CncResult.notFound(key.toString());
        }

        @Override
        public CncResult<PolicyMeasurement> measurement(NetworkTopology topology, PolicyKey key) {
            var load = loads.apply(key);
            return load == null
                    ? CncResult.notFound(key.toString())
                    : CncResult.ok(new PolicyMeasurement(key, load, null, null));
        }

        @Override
        public CncResult<PolicyRoute> route(NetworkTopology topology, PolicyKey key) {
            return CncResult.notFound(key.toString());
        }
    }

    private final class FakeMeasurements implements LinkMeasurements {
        @Override
        public LinkReadings read(NetworkTopology topology, Collection<LinkDirection> directions) {
            return utilisation(directions);
        }

        @Override
        public LinkReadings utilisation(Collection<LinkDirection> directions) {
            var measured = directions.stream()
                    .flatMap(direction -> samples.apply(direction).map(sample -> Map.entry(direction, sample)).stream())
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            return new LinkReadings(measured, Map.of());
        }

        @Override
        public CncResult<List<LinkMeasurement>> history(
                NetworkTopology topology, LinkDirection direction, Instant from, Instant to) {
            return CncResult.ok(List.of());
        }
    }
}
