package io.cemfleet.correlator.network;

import io.cemfleet.cnc.policy.SrPolicies;
import io.cemfleet.cnc.policy.SrPolicyClient;
import io.cemfleet.cnc.topology.Link;
import io.cemfleet.cnc.topology.NetworkTopology;
import io.cemfleet.cnc.topology.TopologyHolder;
import io.cemfleet.correlator.source.Subject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The newest topology with the newest policies, at hand without a call; alerts are placed in it. */
@Component
public class NetworkView {
    private static final Logger LOG = LoggerFactory.getLogger(NetworkView.class);

    /** Entries; a link has three. */
    private static final int REMEMBERED = 100_000;

    private final TopologyHolder topologies;
    private final SrPolicyClient policies;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    /** Links that were there once: the alarm that a link is gone may come after it is gone from the topology. */
    private final Map<String, Link> remembered = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Link> eldest) {
            return size() > REMEMBERED;
        }
    });

    private final Clock clock;
    private volatile @Nullable NetworkSnapshot snapshot;
    private Instant askedAt = Instant.MIN;

    public NetworkView(TopologyHolder topologies, SrPolicyClient policies, Clock clock) {
        this.topologies = topologies;
        this.policies = policies;
        this.clock = clock;
        topologies.onNewVersion(this::renewed);
    }

    public Optional<NetworkSnapshot> snapshot() {
        return Optional.ofNullable(snapshot);
    }

    /**
     * The newest snapshot, after the policies were asked for no longer ago than this: what carries traffic changes within
     * seconds. Callers that come together share one reading. Where the policies cannot be read, it is the snapshot before.
     */
    public synchronized Optional<NetworkSnapshot> askedWithin(Duration age) {
        if (askedAt.isBefore(clock.instant().minus(age))) {
            refresh();
        }
        return snapshot();
    }

    /** Where a subject is; empty while it is not known. */
    public Optional<Placed> place(Subject subject) {
        return snapshot().flatMap(now -> now.place(subject).or(() -> gone(now, subject)));
    }

    /** The names of links and nodes; empty while no topology is known. */
    public Optional<NetworkNames> names() {
        Set<String> former = Stream.of(remembered.values().toArray(Link[]::new))
                .map(Link::id)
                .collect(Collectors.toSet());
        return snapshot().map(now -> new NetworkNames(now.topology(), former));
    }

    /** Calls back after each new topology version. */
    public void onNewVersion(Runnable listener) {
        listeners.add(listener);
    }

    /** Reads the policies again: what traffic rides changes without a new topology. */
    @Scheduled(fixedDelayString = "${cem.correlator.network.policies:3s}")
    public void refresh() {
        topologies.newest().ifPresent(this::rebuild);
    }

    private void renewed(NetworkTopology topology) {
        topology.links().forEach(this::remember);
        rebuild(topology);
        listeners.forEach(Runnable::run);
    }

    private synchronized void rebuild(NetworkTopology topology) {
        askedAt = clock.instant();
        var read = policies.list(topology);
        if (!read.isOk()) {
            LOG.warn("the policies could not be read: {}", read.reason());
        }
        SrPolicies known = read.optional().orElse(null);
        NetworkSnapshot before = snapshot;
        boolean stale =
                known == null && before != null && before.topology().version().equals(topology.version());
        if (!stale) {
            snapshot = new NetworkSnapshot(topology, known);
        }
    }

    private void remember(Link link) {
        remembered.put(link.id(), link);
        link.directions().forEach(direction -> remembered.put(key(direction.from(), direction.fromInterface()), link));
    }

    private Optional<Placed> gone(NetworkSnapshot now, Subject subject) {
        return switch (subject) {
            case Subject.Port(String node, String port) ->
                now.topology()
                        .find(node)
                        .map(router -> remembered.get(key(router.id(), port)))
                        .map(now::placeLink);
            case Subject.Line(String name) ->
                Optional.ofNullable(remembered.get(name)).map(now::placeLink);
            case Subject.Device device -> Optional.empty();
            case Subject.Session session -> Optional.empty();
            case Subject.Unnamed unnamed -> Optional.empty();
        };
    }

    private static String key(String node, String port) {
        return node + ' ' + port;
    }
}
