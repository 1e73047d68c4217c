package io.cemfleet.cnc;

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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A controller without HTTP, for tests of what an agent makes of the network: the small network of
 * {@link NetworkFixtures}, with the policies, services, loads and samples that a test sets.
 */
public final class FakeController {

    public volatile boolean topologyUp = true;
    public volatile boolean policiesUp = true;
    /** The network with all its links. */
    public volatile NetworkTopology network = NetworkFixtures.topology();
    /** Links that left the topology. */
    public volatile Set<String> cut = Set.of();
    /** The links that were cut when the topology was last read; absent: the holder reads it with every call. */
    public volatile @Nullable Set<String> cutWhenRead;

    public volatile List<SrPolicy> policies = List.of();
    /** Mbit/s of a policy, null where it is not measured. */
    public volatile Function<PolicyKey, @Nullable Double> loads = policy -> null;

    public volatile Function<LinkDirection, Optional<LinkMeasurement>> samples = direction -> Optional.empty();
    /** What is found when only the utilisation is read. */
    public volatile Function<LinkDirection, Optional<LinkMeasurement>> utilisations =
            direction -> samples.apply(direction);
    /** What comes between a call for the topology or for policies and its answer, such as a fault. */
    public volatile CallInterceptor calls = FakeController::direct;
    /** How often the policies were read. */
    public final AtomicInteger policyReads = new AtomicInteger();
    /** How often measurements of links were read, apart from their utilisation alone. */
    public final AtomicInteger linkReads = new AtomicInteger();

    public final TopologyHolder topologyHolder = new FakeTopology();
    public final FakeVpnServices vpnServices = new FakeVpnServices();
    public final SrPolicyClient policyClient = new FakePolicies();
    public final LinkMeasurements measurements = new FakeMeasurements();

    /** Answers a call, named as its operation: {@code topology}, {@code list} or {@code get}. */
    public interface CallInterceptor {
        <T> CncResult<T> answer(String operation, Supplier<CncResult<T>> work);
    }

    private static <T> CncResult<T> direct(String operation, Supplier<CncResult<T>> work) {
        return work.get();
    }

    private static <T> CncResult<T> answer(boolean up, T value) {
        return up ? CncResult.ok(value) : CncResult.unavailable("the controller does not answer", true);
    }

    /** The network without these links, read now. */
    private NetworkTopology without(Set<String> links) {
        var whole = network;
        return NetworkTopology.of(
                whole.routers(),
                whole.directions().stream()
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
            return calls.answer("topology", this::current);
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

    private final class FakePolicies implements SrPolicyClient {
        @Override
        public CncResult<SrPolicies> list(NetworkTopology topology) {
            policyReads.incrementAndGet();
            return calls.answer("list", () -> answer(policiesUp, new SrPolicies(policies, List.of())));
        }

        @Override
        public CncResult<SrPolicy> get(NetworkTopology topology, PolicyKey key) {
            return calls.answer("get", () -> policies.stream()
                    .filter(policy -> policy.key().equals(key))
                    .findFirst()
                    .map(CncResult::ok)
                    .orElseGet(() -> CncResult.notFound(key.toString())));
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
            linkReads.incrementAndGet();
            return readings(directions, samples);
        }

        @Override
        public LinkReadings utilisation(Collection<LinkDirection> directions) {
            return readings(directions, utilisations);
        }

        @Override
        public CncResult<List<LinkMeasurement>> history(
                NetworkTopology topology, LinkDirection direction, Instant from, Instant to) {
            linkReads.incrementAndGet();
            return samples.apply(direction)
                    .map(sample -> CncResult.ok(List.of(measuredAt(sample, from), sample)))
                    .orElseGet(() -> CncResult.notFound("measurement of " + direction.linkId()));
        }

        /** The same values at the begin of the window. */
        private static LinkMeasurement measuredAt(LinkMeasurement sample, Instant at) {
            return new LinkMeasurement(
                    sample.linkId(),
                    sample.from(),
                    sample.to(),
                    sample.delayMs(),
                    sample.jitterMs(),
                    sample.lossPct(),
                    sample.utilisation(),
                    at);
        }

        private static LinkReadings readings(
                Collection<LinkDirection> directions, Function<LinkDirection, Optional<LinkMeasurement>> found) {
            var measured = new HashMap<LinkDirection, LinkMeasurement>();
            var missing = new HashMap<LinkDirection, String>();
            for (var direction : directions) {
                found.apply(direction)
                        .ifPresentOrElse(
                                sample -> measured.put(direction, sample),
                                () -> missing.put(direction, "not measured"));
            }
            return new LinkReadings(measured, missing);
        }
    }
}
