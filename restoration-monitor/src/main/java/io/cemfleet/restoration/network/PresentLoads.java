package io.cemfleet.restoration.network;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.measurement.LinkMeasurements;
import io.cemfleet.cnc.policy.SrPolicyClient;
import io.cemfleet.cnc.session.ParallelReads;
import io.cemfleet.network.measurement.LinkMeasurement;
import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.policy.PolicyMeasurement;
import io.cemfleet.network.snapshot.NetworkSnapshot;
import io.cemfleet.network.snapshot.NetworkSnapshots;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.restoration.SlaSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * How much links and policies carry now, for all who need it: what was published or read a moment ago is not read again,
 * unless this agent has moved traffic since.
 *
 * <p>A published load is as good as one that is read by key: it is the controller's own, with a moment that it is no older
 * than, and whether traffic has room is a question of load alone. It says nothing about health.
 */
@Component
class PresentLoads {
    /** A published load was measured up to an interval ago, and is on its way for no longer. */
    private static final int INTERVALS = 2;

    private static final int PARALLEL = 12;

    private final LinkMeasurements measurements;
    private final SrPolicyClient policies;
    private final NetworkSnapshots published;
    private final Duration recent;
    private final Clock clock;
    private final LoadingCache<Object, SharedLoad> shared =
            Caffeine.newBuilder().expireAfterAccess(Duration.ofMinutes(1)).build(key -> new SharedLoad());
    private volatile Instant trafficMovedAt = Instant.EPOCH;

    PresentLoads(
            LinkMeasurements measurements,
            SrPolicyClient policies,
            NetworkSnapshots published,
            SlaSettings settings,
            Clock clock) {
        this.measurements = measurements;
        this.policies = policies;
        this.published = published;
        this.recent = settings.measuringInterval().multipliedBy(INTERVALS);
        this.clock = clock;
    }

    /** What loads were before is not present any more. */
    void trafficMoved() {
        trafficMovedAt = clock.instant();
    }

    /** Utilisation, 0 to 1, of the directions whose utilisation is known. */
    Map<LinkDirection, Double> utilisation(Collection<LinkDirection> directions) {
        return utilisation(directions, recent);
    }

    /** The same, each at some moment of the last such time. */
    Map<LinkDirection, Double> utilisation(Collection<LinkDirection> directions, Duration within) {
        return present(
                directions,
                within,
                (snapshot, direction) -> snapshot.load(direction)
                        .filter(load -> load.readAt().isAfter(since(within)))
                        .map(load -> load.measured().utilisation()),
                direction -> measurements
                        .utilisation(List.of(direction))
                        .of(direction)
                        .map(LinkMeasurement::utilisation));
    }

    /** Mbit/s of the policies whose load is known. */
    Map<PolicyKey, Double> policies(NetworkTopology topology, Collection<PolicyKey> keys) {
        return present(
                keys,
                recent,
                (snapshot, policy) -> snapshot.load(policy)
                        .filter(load -> load.readAt().isAfter(since(recent)))
                        .map(load -> load.measured().utilisationMbps()),
                policy -> policies.measurement(topology, policy).optional().map(PolicyMeasurement::utilisationMbps));
    }

    private Instant since(Duration within) {
        Instant recently = clock.instant().minus(within);
        return recently.isBefore(trafficMovedAt) ? trafficMovedAt : recently;
    }

    private <K> Map<K, Double> present(
            Collection<K> keys,
            Duration within,
            BiFunction<NetworkSnapshot, K, Optional<Double>> publisher,
            Function<K, Optional<Double>> reader) {
        Optional<NetworkSnapshot> snapshot = published.newest();
        Map<K, Double> present = new HashMap<>();
        List<K> rest = new ArrayList<>();
        for (K key : keys) {
            snapshot.flatMap(newest -> publisher.apply(newest, key))
                    .ifPresentOrElse(load -> present.put(key, load), () -> rest.add(key));
        }
        present.putAll(
                ParallelReads.of(rest, PARALLEL, key -> shared.get(key).load(since(within), () -> reader.apply(key)))
                        .values());
        return present;
    }

    /** The last load that was read by key; who comes while it is read waits for it. */
    private final class SharedLoad {
        private Optional<Double> load = Optional.empty();
        /** No later than the moment that the load describes. */
        private Instant at = Instant.EPOCH;

        synchronized CncResult<Double> load(Instant since, Supplier<Optional<Double>> reader) {
            if (!at.isAfter(since)) {
                at = clock.instant();
                load = reader.get();
            }
            return load.map(CncResult::ok).orElseGet(() -> CncResult.notFound("load"));
        }
    }
}
