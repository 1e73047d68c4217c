package io.cemfleet.path.network;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.topology.TopologyHolder;
import io.cemfleet.network.forwarding.EcmpRoutes;
import io.cemfleet.network.measurement.LinkReadings;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.path.PathSettings;
import io.cemfleet.path.constraint.PathNetwork;
import io.cemfleet.path.graph.EdgeState;
import io.cemfleet.path.graph.PathGraph;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Combines the newest topology with the newest measurements, once for each pair of them. */
@Component
public class CurrentNetwork {

    private static final Duration SINCE_REFRESHED = Duration.ofSeconds(10);

    private final TopologyHolder holder;
    private final TopologyVersions versions;
    private final PathSettings settings;
    private final Clock clock;
    private volatile LinkSamples load = LinkSamples.NONE;
    private volatile @Nullable BuiltNetwork built;

    private record BuiltNetwork(PathGraph graph, LinkSamples load, Instant until, EdgeState state) {}

    CurrentNetwork(TopologyHolder holder, TopologyVersions versions, PathSettings settings, Clock clock) {
        this.holder = holder;
        this.versions = versions;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * A network on which capacity may be reserved, no older than the setting allows; a failure says why there is none.
     */
    public CncResult<DatedNetwork> now() {
        return holder.noOlderThan(settings.maxAge()).map(this::dated);
    }

    /**
     * The same without a call to the controller, for use inside a transaction after {@link #refresh()}: a topology that
     * became too old in between is still taken for a few seconds.
     */
    public CncResult<DatedNetwork> lastRead() {
        return holder.current().flatMap(topology -> {
            var age = holder.age().orElse(Duration.ZERO);
            return age.compareTo(settings.maxAge().plus(SINCE_REFRESHED)) <= 0
                    ? CncResult.ok(dated(topology))
                    : CncResult.unavailable(
                            "the topology is %d s old and could not be read".formatted(age.toSeconds()), true);
        });
    }

    /** Reads the topology in the calling thread if it is older than the setting allows; a failed read changes nothing. */
    public void refresh() {
        holder.noOlderThan(settings.maxAge());
    }

    private DatedNetwork dated(NetworkTopology topology) {
        var version = versions.of(topology);
        var network = new PathNetwork(
                version.graph(), version.routes(), state(version.graph()).fork());
        return new DatedNetwork(network, version.diameter(), Duration.between(topology.readAt(), clock.instant()));
    }

    /** A version that is still cached. */
    public Optional<NetworkTopology> version(String version) {
        return versions.version(version);
    }

    /** Every cached version, the newest last. */
    public List<NetworkTopology> keptVersions() {
        return versions.kept();
    }

    /** Forwarding over a network, built once for each version. */
    public EcmpRoutes routesOver(NetworkTopology topology) {
        return versions.of(topology).routes();
    }

    /** Forwarding over the newest version that has all of these links; over the newest where none has. */
    public EcmpRoutes routesWith(Collection<String> linkIds) {
        var newestFirst = versions.routes().reversed();
        return newestFirst.stream()
                .filter(routes -> linkIds.stream()
                        .allMatch(id -> routes.topology().link(id).isPresent()))
                .findFirst()
                .orElse(newestFirst.getFirst());
    }

    /** Load of a direction now, 0 to 1; empty where unknown. */
    public Optional<Double> utilisation(LinkDirection direction) {
        return load.utilisation(
                direction, clock.instant(), settings.measurement().fresh());
    }

    /** Since when the load of a direction that is known now was measured; empty where it is unknown. */
    Optional<Instant> loadReadAt(LinkDirection direction) {
        return load.readAt(direction, clock.instant(), settings.measurement().fresh());
    }

    /** @param readAt before the first of the readings was requested */
    void take(LinkReadings readings, Instant readAt) {
        load = load.with(readings, readAt);
    }

    void forgetAllBut(NetworkTopology topology) {
        load = load.within(topology);
    }

    private EdgeState state(PathGraph graph) {
        var newest = load;
        var now = clock.instant();
        var known = built;
        if (known != null && known.graph() == graph && known.load() == newest && !now.isAfter(known.until())) {
            return known.state();
        }
        var measurement = settings.measurement();
        var state = EdgeState.of(
                graph,
                edge -> newest.figures(graph.direction(edge), now, measurement.fresh(), measurement.delays()),
                settings.search().unknownDelayMs());
        built = new BuiltNetwork(graph, newest, newest.unchangedUntil(now, measurement.fresh()), state);
        return state;
    }
}
