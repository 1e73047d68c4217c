package io.cemfleet.traffic.network;

import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.policy.SrPolicies;
import io.cemfleet.network.service.VpnService;
import io.cemfleet.network.snapshot.NetworkSnapshot;
import io.cemfleet.network.snapshot.NetworkSnapshots;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.traffic.TrafficSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the network's one reader published and is young enough to count as present. What is older is absent. */
@Component
class PublishedNetwork {
    private final NetworkSnapshots snapshots;
    private final Duration maxAge;
    private final Clock clock;

    PublishedNetwork(NetworkSnapshots snapshots, TrafficSettings settings, Clock clock) {
        this.snapshots = snapshots;
        this.maxAge = settings.publishedAge();
        this.clock = clock;
    }

    Optional<SrPolicies> policies() {
        return snapshots.noOlderThan(maxAge).map(NetworkSnapshot::srPolicies);
    }

    Optional<List<VpnService>> services() {
        return snapshots
                .newest()
                .filter(snapshot -> isPresent(snapshot.version().servicesAt()))
                .map(NetworkSnapshot::services);
    }

    /** Utilisation, 0 to 1, of the directions that have one. */
    Map<LinkDirection, Double> utilisation(Collection<LinkDirection> directions) {
        Map<LinkDirection, Double> found = new HashMap<>();
        snapshots
                .newest()
                .ifPresent(snapshot -> directions.forEach(direction -> snapshot.load(direction)
                        .filter(load -> isPresent(load.readAt()))
                        .map(load -> load.measured().utilisation())
                        .ifPresent(utilisation -> found.put(direction, utilisation))));
        return found;
    }

    /** Mbit/s of the policies that have a load. */
    Map<PolicyKey, Double> loads(Collection<PolicyKey> policies) {
        Map<PolicyKey, Double> found = new HashMap<>();
        snapshots
                .newest()
                .ifPresent(snapshot -> policies.forEach(policy -> snapshot.load(policy)
                        .filter(load -> isPresent(load.readAt()))
                        .map(load -> load.measured().utilisationMbps())
                        .ifPresent(mbps -> found.put(policy, mbps))));
        return found;
    }

    private boolean isPresent(@Nullable Instant readAt) {
        return readAt != null && !readAt.isBefore(clock.instant().minus(maxAge));
    }
}
