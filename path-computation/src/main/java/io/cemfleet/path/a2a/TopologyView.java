package io.cemfleet.path.a2a;

import io.cemfleet.a2a.contract.GetTopology;
import io.cemfleet.cnc.topology.TopologyHolder;
import io.cemfleet.network.topology.LabelRange;
import io.cemfleet.network.topology.Link;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.network.topology.Router;
import io.cemfleet.path.network.CurrentNetwork;
import io.cemfleet.path.site.RouterSites;
import io.cemfleet.runtime.time.FractionalSeconds;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Maps a topology version to JSON. */
@Component
class TopologyView {

    private final TopologyHolder holder;
    private final CurrentNetwork network;
    private final RouterSites sites;
    private final Clock clock;

    TopologyView(TopologyHolder holder, CurrentNetwork network, RouterSites sites, Clock clock) {
        this.holder = holder;
        this.network = network;
        this.sites = sites;
        this.clock = clock;
    }

    /** The newest version with its age; empty when the network was never read. */
    Optional<GetTopology.Result> newest() {
        return holder.newest().map(this::view);
    }

    /** A version that is still cached. */
    Optional<GetTopology.Result> version(String version) {
        return holder.newest()
                .filter(topology -> topology.version().equals(version))
                .or(() -> network.version(version))
                .map(this::view);
    }

    /** The reason why there is no newest version. */
    String reason() {
        return holder.current().reason();
    }

    private GetTopology.Result view(NetworkTopology topology) {
        var age = Duration.between(topology.readAt(), clock.instant());
        return new GetTopology.Result(
                topology.routers().stream().map(this::node).toList(),
                topology.links().stream().map(this::link).toList(),
                topology.version(),
                Math.max(0, FractionalSeconds.of(age)));
    }

    private GetTopology.Node node(Router router) {
        return new GetTopology.Node(
                router.id(),
                router.hostname(),
                router.routerId(),
                sites.of(router.id()).orElse(null),
                range(router.srgb()),
                range(router.srlb()),
                router.msd());
    }

    private GetTopology.Link link(Link link) {
        return new GetTopology.Link(
                link.id(),
                link.a(),
                link.z(),
                link.capacityMbps(),
                link.delayMs(),
                highest(link, LinkDirection::igpMetric),
                highest(link, LinkDirection::teMetric),
                link.srlgs().stream().map(Integer::longValue).toList(),
                link.directions().stream()
                        .mapToLong(direction -> direction.attributes().affinities())
                        .reduce(0, (a, b) -> a | b),
                utilisation(link));
    }

    /** The busier direction; absent unless all directions are known, since the unknown one may be the busier. */
    private @Nullable Double utilisation(Link link) {
        var known = link.directions().stream()
                .flatMap(direction -> network.utilisation(direction).stream())
                .toList();
        return known.size() == link.directions().size()
                ? known.stream().max(Double::compare).orElse(null)
                : null;
    }

    private static long highest(Link link, ToLongFunction<LinkDirection> metric) {
        return link.directions().stream().mapToLong(metric).max().orElse(0);
    }

    private static GetTopology.@Nullable LabelBlock range(@Nullable LabelRange range) {
        return range == null ? null : new GetTopology.LabelBlock(range.lower(), range.upper());
    }
}
