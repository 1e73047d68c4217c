package io.cemfleet.impact.network;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.forwarding.EcmpRoutes;
import io.cemfleet.cnc.nso.VpnService;
import io.cemfleet.cnc.nso.VpnServices;
import io.cemfleet.cnc.policy.SrPolicies;
import io.cemfleet.cnc.policy.SrPolicy;
import io.cemfleet.cnc.policy.SrPolicyClient;
import io.cemfleet.cnc.topology.NetworkTopology;
import io.cemfleet.cnc.topology.TopologyHolder;
import io.cemfleet.impact.ImpactSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts topology, services and policies together, each as fresh as it is asked for. */
@Component
public class NetworkReader {

    /** What is asked. */
    @Component
    record Sources(TopologyHolder topologies, VpnServices services, SrPolicyClient policies, FormerNetworks former) {}

    private final Sources sources;
    private final ImpactSettings.Reading settings;
    private final Kept<List<VpnService>> services;
    private final Kept<SrPolicies> policies;
    private volatile @Nullable EcmpRoutes routes;

    NetworkReader(Sources sources, ImpactSettings settings, Clock clock) {
        this.sources = sources;
        this.settings = settings.reading();
        this.services = new Kept<>(clock);
        this.policies = new Kept<>(clock);
    }

    /** The network, its services and policies no older than an assessment may use. */
    public NetworkReading fresh() {
        return read(settings.fresh());
    }

    /** The network as the background reading left it, for looking around. */
    public NetworkReading recent() {
        return read(settings.refresh().multipliedBy(2));
    }

    NetworkReading read(Duration maxAge) {
        return switch (sources.topologies().noOlderThan(settings.topology())) {
            case CncResult.Ok<NetworkTopology>(var topology) -> on(topology, maxAge);
            case CncResult<NetworkTopology> failed ->
                new NetworkReading.Unavailable("topology_unavailable", failed.reason());
        };
    }

    private NetworkReading on(NetworkTopology topology, Duration maxAge) {
        var knownServices =
                services.noOlderThan(maxAge, () -> sources.services().list(topology));
        if (!(knownServices instanceof CncResult.Ok<Kept.Dated<List<VpnService>>>(var vpns))) {
            return new NetworkReading.Unavailable("services_unavailable", "services: " + knownServices.reason());
        }
        var knownPolicies =
                policies.noOlderThan(maxAge, () -> sources.policies().list(topology));
        if (!(knownPolicies instanceof CncResult.Ok<Kept.Dated<SrPolicies>>(var steering))) {
            return new NetworkReading.Unavailable("services_unavailable", "policies: " + knownPolicies.reason());
        }
        var byKey = steering.value().policies().stream()
                .collect(Collectors.toMap(SrPolicy::key, Function.identity(), (one, other) -> one));
        return new NetworkReading.Read(sources.former()
                .see(new NetworkState(
                        routesOf(topology),
                        vpns.value(),
                        byKey,
                        earliest(topology.readAt(), vpns.readAt(), steering.readAt()))));
    }

    /** Shortest-path trees are kept for as long as the version stays the same. */
    private EcmpRoutes routesOf(NetworkTopology topology) {
        var known = routes;
        if (known != null && known.topology().version().equals(topology.version())) {
            return known;
        }
        var built = EcmpRoutes.over(topology);
        routes = built;
        return built;
    }

    private static Instant earliest(Instant first, Instant second, Instant third) {
        var earlier = first.isBefore(second) ? first : second;
        return earlier.isBefore(third) ? earlier : third;
    }
}
