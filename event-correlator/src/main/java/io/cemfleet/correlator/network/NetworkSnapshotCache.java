package io.cemfleet.correlator.network;

import io.cemfleet.cnc.policy.SrPolicyClient;
import io.cemfleet.cnc.topology.TopologyHolder;
import io.cemfleet.correlator.alert.AlertLocation;
import io.cemfleet.correlator.source.AlertSubject;
import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.policy.SrPolicies;
import io.cemfleet.network.policy.SrPolicy;
import io.cemfleet.network.snapshot.NetworkSnapshots;
import io.cemfleet.network.topology.NetworkTopology;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Caches the newest topology with the newest policies, in which alerts are located without a call. The policies are those
 * that the network's one reader publishes, as long as they are fresh enough, else they are read from the controller.
 */
@Component
public class NetworkSnapshotCache {
    private static final Logger LOG = LoggerFactory.getLogger(NetworkSnapshotCache.class);

    /** A published network that is older is read from the controller instead. */
    private static final Duration PUBLISHED = Duration.ofSeconds(20);

    private final TopologyHolder topologies;
    private final SrPolicyClient policies;
    private final NetworkSnapshots published;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final KnownLinkStore links;
    private final Clock clock;
    private volatile @Nullable NetworkSnapshot snapshot;
    private Instant askedAt = Instant.MIN;
    private boolean readable;
    /** The policies of the snapshot, if they were published. */
    private @Nullable Map<PolicyKey, SrPolicy> taken;

    public NetworkSnapshotCache(
            TopologyHolder topologies,
            SrPolicyClient policies,
            NetworkSnapshots published,
            KnownLinkStore links,
            Clock clock) {
        this.topologies = topologies;
        this.policies = policies;
        this.published = published;
        this.links = links;
        this.clock = clock;
        topologies.onNewVersion(this::renewed);
    }

    public Optional<NetworkSnapshot> snapshot() {
        return Optional.ofNullable(snapshot);
    }

    /**
     * The newest snapshot, whose policies were requested at most this long before the call: which policies carry
     * traffic changes within seconds. However long the controller takes, all callers that wait share the next request.
     *
     * @return empty if the policies cannot be read
     */
    public Optional<NetworkSnapshot> askedWithin(Duration age) {
        Instant oldest = clock.instant().minus(age);
        synchronized (this) {
            if (askedAt.isBefore(oldest)) {
                takePublished();
            }
            if (askedAt.isBefore(oldest)) {
                topologies.newest().ifPresent(this::read);
            }
            return readable ? snapshot() : Optional.empty();
        }
    }

    /** Where a subject is; empty while it is not known. */
    public Optional<AlertLocation> place(AlertSubject subject) {
        return snapshot().flatMap(now -> now.place(subject).or(() -> gone(now, subject)));
    }

    /** The names of links and nodes; empty while no topology is known. */
    public Optional<NetworkNames> names() {
        return snapshot().map(now -> new NetworkNames(now.topology(), links.ids()));
    }

    /** Calls back after each new topology version. */
    public void onNewVersion(Runnable listener) {
        listeners.add(listener);
    }

    /** Reads the policies again. */
    public void refresh() {
        links.save();
        topologies.newest().ifPresent(this::rebuild);
    }

    private void renewed(NetworkTopology topology) {
        links.remember(topology);
        rebuild(topology);
        listeners.forEach(Runnable::run);
    }

    private synchronized void rebuild(NetworkTopology topology) {
        if (!takePublished()) {
            read(topology);
        }
    }

    /** Builds nothing where the published network is the one that it has. */
    private synchronized boolean takePublished() {
        var fresh = published.noOlderThan(PUBLISHED);
        if (fresh.isEmpty() || fresh.get().version().confirmedAt().isBefore(askedAt)) {
            return false;
        }
        var network = fresh.get();
        var before = snapshot;
        if (before == null
                || taken != network.policies()
                || !before.topology().version().equals(network.topology().version())) {
            snapshot = new NetworkSnapshot(
                    network.topology(), network.srPolicies(), network.version().number());
            taken = network.policies();
        }
        askedAt = network.version().confirmedAt();
        readable = true;
        return true;
    }

    private synchronized void read(NetworkTopology topology) {
        taken = null;
        askedAt = clock.instant();
        var read = policies.list(topology);
        readable = read.isOk();
        if (!readable) {
            LOG.warn("the policies could not be read: {}", read.reason());
        }
        SrPolicies known = read.optional().orElse(null);
        NetworkSnapshot before = snapshot;
        boolean stale =
                known == null && before != null && before.topology().version().equals(topology.version());
        if (!stale) {
            snapshot = new NetworkSnapshot(topology, known, null);
        }
    }

    private Optional<AlertLocation> gone(NetworkSnapshot now, AlertSubject subject) {
        return switch (subject) {
            case AlertSubject.NamedInterface(String node, String port) ->
                now.topology()
                        .find(node)
                        .flatMap(router -> links.at(router.id(), port))
                        .map(now::placeLink);
            case AlertSubject.NamedLink(String name) -> links.named(name).map(now::placeLink);
            case AlertSubject.NamedDevice device -> Optional.empty();
            case AlertSubject.NamedSession session -> Optional.empty();
            case AlertSubject.Unnamed unnamed -> Optional.empty();
        };
    }
}
