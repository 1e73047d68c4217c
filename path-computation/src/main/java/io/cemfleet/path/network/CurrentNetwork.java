package io.cemfleet.path.network;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.topology.LinkDirection;
import io.cemfleet.cnc.topology.NetworkTopology;
import io.cemfleet.cnc.topology.TopologyHolder;
import io.cemfleet.path.PathSettings;
import io.cemfleet.path.constraint.Network;
import io.cemfleet.path.graph.EdgeState;
import io.cemfleet.path.graph.PathGraph;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts the newest topology and the newest measurements together, once for each pair of them. */
@Component
public class CurrentNetwork {

    private final TopologyHolder holder;
    private final TopologyVersions versions;
    private final PathSettings settings;
    private final Clock clock;
    private volatile LinkLoad load = LinkLoad.NONE;
    private volatile @Nullable Built built;

    private record Built(PathGraph graph, LinkLoad load, EdgeState state) {}

    CurrentNetwork(TopologyHolder holder, TopologyVersions versions, PathSettings settings, Clock clock) {
        this.holder = holder;
        this.versions = versions;
        this.settings = settings;
        this.clock = clock;
    }

    /** A network that may be reserved on, no older than the setting allows; a failure tells why there is none. */
    public CncResult<NetworkNow> now() {
        return holder.noOlderThan(settings.maxAge()).map(topology -> {
            var version = versions.of(topology);
            var network = new Network(
                    version.graph(), version.routes(), state(version.graph()).fork());
            return new NetworkNow(network, Duration.between(topology.readAt(), clock.instant()));
        });
    }

    /** A version that is still kept. */
    public Optional<NetworkTopology> version(String version) {
        return versions.version(version);
    }

    /** Load of a direction now, 0 to 1; empty where unknown. */
    public Optional<Double> utilisation(LinkDirection direction) {
        return freshLoad().utilisation(direction);
    }

    void take(LinkLoad newest) {
        load = newest;
    }

    private LinkLoad freshLoad() {
        var newest = load;
        var fresh = Duration.between(newest.startedAt(), clock.instant())
                        .compareTo(settings.measurement().fresh())
                <= 0;
        return fresh ? newest : LinkLoad.NONE;
    }

    private EdgeState state(PathGraph graph) {
        var newest = freshLoad();
        var known = built;
        if (known != null && known.graph() == graph && known.load() == newest) {
            return known.state();
        }
        var state = build(graph, newest);
        built = new Built(graph, newest, state);
        return state;
    }

    private EdgeState build(PathGraph graph, LinkLoad newest) {
        var delays = new double[graph.edgeCount()];
        var capacities = new double[graph.edgeCount()];
        var loads = new double[graph.edgeCount()];
        for (int edge = 0; edge < graph.edgeCount(); edge++) {
            var direction = graph.direction(edge);
            var capacity = direction.capacityMbps();
            delays[edge] = delayMs(direction, newest);
            capacities[edge] = capacity == null ? Double.NaN : capacity;
            loads[edge] = newest.utilisation(direction).orElse(Double.NaN);
        }
        return EdgeState.of(graph, delays, capacities, loads);
    }

    private double delayMs(LinkDirection direction, LinkLoad newest) {
        var advertised = direction.delayMs();
        double known = advertised == null ? settings.search().unknownDelayMs() : advertised;
        return settings.measurement().delays()
                ? newest.delayMs(
                                direction,
                                clock.instant(),
                                settings.measurement().fresh())
                        .orElse(known)
                : known;
    }
}
