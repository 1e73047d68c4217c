package io.cemfleet.path;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.measurement.LinkMeasurements;
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
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The controller of tests: the small network, as long as it is up. */
final class FakeController implements TopologyHolder, LinkMeasurements, SrPolicyClient {

    volatile boolean up = true;
    volatile List<SrPolicy> policies = List.of();
    volatile @Nullable Double policyMbps;
    volatile Set<String> unmeasured = Set.of();
    volatile Set<String> cut = Set.of();
    final AtomicInteger rounds = new AtomicInteger();

    @Override
    public Optional<NetworkTopology> newest() {
        return up ? Optional.of(topology()) : Optional.empty();
    }

    private NetworkTopology topology() {
        var small = NetworkFixtures.topology();
        return NetworkTopology.of(
                small.routers(),
                small.directions().stream()
                        .filter(direction -> !cut.contains(direction.linkId()))
                        .toList(),
                Instant.now());
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
        return current();
    }

    @Override
    public CncResult<NetworkTopology> current() {
        return up ? CncResult.ok(topology()) : CncResult.unavailable("the controller does not answer", true);
    }

    @Override
    public void onNewVersion(Consumer<NetworkTopology> listener) {
        listener.accept(topology());
    }

    @Override
    public LinkReadings read(NetworkTopology topology, Collection<LinkDirection> directions) {
        var measured = new HashMap<LinkDirection, LinkMeasurement>();
        for (var d : directions) {
            if (unmeasured.contains(d.linkId())) {
                continue;
            }
            measured.put(d, new LinkMeasurement(d.linkId(), d.from(), d.to(), null, null, null, 0.1, Instant.now()));
        }
        return new LinkReadings(measured, Map.of());
    }

    @Override
    public LinkReadings utilisation(Collection<LinkDirection> directions) {
        return read(NetworkFixtures.topology(), directions);
    }

    @Override
    public CncResult<List<LinkMeasurement>> history(
            NetworkTopology topology, LinkDirection direction, Instant from, Instant to) {
        return CncResult.ok(List.of());
    }

    @Override
    public CncResult<SrPolicies> list(NetworkTopology topology) {
        rounds.incrementAndGet();
        return CncResult.ok(new SrPolicies(policies, List.of()));
    }

    @Override
    public CncResult<SrPolicy> get(NetworkTopology topology, PolicyKey key) {
        return CncResult.notFound(key.toString());
    }

    @Override
    public CncResult<PolicyMeasurement> measurement(NetworkTopology topology, PolicyKey key) {
        var mbps = policyMbps;
        return mbps == null
                ? CncResult.notFound(key.toString())
                : CncResult.ok(new PolicyMeasurement(key, mbps, null, null));
    }

    @Override
    public CncResult<PolicyRoute> route(NetworkTopology topology, PolicyKey key) {
        return CncResult.notFound(key.toString());
    }
}
