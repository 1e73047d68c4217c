package io.cemfleet.impact.network;

import io.cemfleet.cnc.topology.Link;
import io.cemfleet.cnc.topology.NetworkTopology;
import io.cemfleet.cnc.topology.TopologyHolder;
import io.cemfleet.impact.ImpactSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * The links that the network has or had not long ago. That nobody suffers from a link counts for these alone: of any other
 * name the topology says nothing. Kept in memory, forgotten a set time after a link was last seen.
 */
@Component
public class KnownLinks {

    private final Map<String, Instant> lastSeen = new ConcurrentHashMap<>();
    private final Duration kept;
    private final Clock clock;

    KnownLinks(TopologyHolder topologies, ImpactSettings settings, Clock clock) {
        this.kept = settings.reading().goneLinks();
        this.clock = clock;
        topologies.onNewVersion(this::see);
    }

    private void see(NetworkTopology topology) {
        var now = clock.instant();
        topology.links().stream().map(Link::id).forEach(id -> lastSeen.put(id, now));
        topology.withoutAdjacency().forEach(id -> lastSeen.put(id, now));
        lastSeen.values().removeIf(at -> at.isBefore(now.minus(kept)));
    }

    /** Whether the topology knows the link, or an earlier one did. */
    public boolean contains(NetworkTopology topology, String linkId) {
        return topology.knows(linkId) || lastSeen.containsKey(linkId);
    }
}
