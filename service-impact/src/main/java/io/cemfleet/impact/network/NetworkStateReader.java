package io.cemfleet.impact.network;

import io.cemfleet.a2a.contract.QueryFailureCode;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.CncSettings;
import io.cemfleet.cnc.nso.VpnServices;
import io.cemfleet.cnc.policy.SrPolicyClient;
import io.cemfleet.cnc.topology.TopologyHolder;
import io.cemfleet.impact.ImpactSettings;
import io.cemfleet.network.forwarding.EcmpRoutes;
import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.policy.SrPolicies;
import io.cemfleet.network.policy.SrPolicy;
import io.cemfleet.network.service.VpnService;
import io.cemfleet.network.snapshot.NetworkSnapshot;
import io.cemfleet.network.snapshot.NetworkSnapshots;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Combines topology, services and policies, each as fresh as required: as the network's one reader published them, or
 * read from the controller where that is too old. Topology and policies are of one moment: a cut
 * moves the paths of dynamic policies at once, and over a topology that still has the link they would show traffic
 * where it never was.
 */
@Component
public class NetworkStateReader {

    /** After so many readings the network is used even if links still come and go. */
    private static final int MOST_READINGS = 3;
    /** In the background what is published may be older than in an answer. */
    private static final int BACKGROUND_REFRESHES = 16;

    private final TopologyHolder topologies;
    private final VpnServices vpnServices;
    private final SrPolicyClient policyClient;
    private final NetworkSnapshots snapshots;
    private final WithdrawnLinkHistory withdrawnLinks;
    private final ImpactSettings.ReadSettings settings;
    private final CncSettings.FleetColors fleetColors;
    private final CachedReading<List<VpnService>> services;
    private final CachedReading<Steering> steering;
    private volatile @Nullable EcmpRoutes routes;
    private volatile @Nullable KeyedPolicies keyed;

    private record KeyedPolicies(List<SrPolicy> listed, Map<PolicyKey, SrPolicy> byKey) {}

    /** @param topology with the same links before the policies were read and after */
    private record Steering(NetworkTopology topology, SrPolicies policies) {

        boolean over(NetworkTopology other) {
            return topology.version().equals(other.version())
                    || linksOf(topology).equals(linksOf(other));
        }

        private static Set<String> linksOf(NetworkTopology topology) {
            return topology.directions().stream().map(LinkDirection::cncLinkId).collect(Collectors.toSet());
        }
    }

    NetworkStateReader(
            TopologyHolder topologies,
            VpnServices vpnServices,
            SrPolicyClient policyClient,
            NetworkSnapshots snapshots,
            WithdrawnLinkHistory withdrawnLinks,
            ImpactSettings settings,
            CncSettings cnc,
            Clock clock) {
        this.topologies = topologies;
        this.vpnServices = vpnServices;
        this.policyClient = policyClient;
        this.snapshots = snapshots;
        this.withdrawnLinks = withdrawnLinks;
        this.settings = settings.reading();
        this.fleetColors = cnc.fleetColors();
        this.services = new CachedReading<>(clock);
        this.steering = new CachedReading<>(clock);
    }

    /** The network, its services and policies no older than an assessment may use. */
    public NetworkReadResult fresh() {
        return read(settings.services(), settings.fresh());
    }

    /** The network of the last background reading, for queries. */
    public NetworkReadResult recent() {
        return read(settings.services(), settings.refresh().multipliedBy(2));
    }

    /** The network without a call, as long as it is published; read now otherwise. */
    NetworkReadResult inBackground() {
        Duration maxAge = snapshots.noOlderThan(settings.topology()).isPresent()
                ? settings.refresh().multipliedBy(BACKGROUND_REFRESHES)
                : Duration.ZERO;
        return read(maxAge, maxAge);
    }

    private NetworkReadResult read(Duration ofServices, Duration ofPolicies) {
        snapshots.newest().ifPresent(this::offer);
        return switch (readUnlessFresh(ofServices, ofPolicies)) {
            case NetworkReadResult.Read read -> read;
            case NetworkReadResult.Unavailable failed -> published(failed);
        };
    }

    private void offer(NetworkSnapshot snapshot) {
        var version = snapshot.version();
        steering.offer(new Steering(snapshot.topology(), snapshot.srPolicies()), version.confirmedAt());
        var servicesAt = version.servicesAt();
        if (servicesAt != null) {
            services.offer(snapshot.services(), servicesAt);
        }
    }

    /** The last published network in place of one that cannot be read, up to its age limit, if it is the newest known. */
    private NetworkReadResult published(NetworkReadResult.Unavailable failed) {
        var newest = snapshots.newest();
        if (newest.isEmpty()) {
            return failed;
        }
        var snapshot = newest.get();
        var confirmedAt = snapshot.version().confirmedAt();
        var servicesAt = snapshot.version().servicesAt();
        if (servicesAt == null
                || snapshots.noOlderThan(settings.snapshot()).isEmpty()
                || !steering.isNotAfter(confirmedAt)) {
            return new NetworkReadResult.Unavailable(
                    failed.code(), "%s; the last snapshot is of %s".formatted(failed.reason(), confirmedAt));
        }
        return state(snapshot.topology(), snapshot.services(), servicesAt, snapshot.srPolicies(), confirmedAt);
    }

    private NetworkReadResult readUnlessFresh(Duration ofServices, Duration ofPolicies) {
        return switch (topologies.noOlderThan(settings.topology())) {
            case CncResult.Ok<NetworkTopology>(var topology) -> on(topology, ofServices, ofPolicies);
            case CncResult<NetworkTopology> failed ->
                new NetworkReadResult.Unavailable(QueryFailureCode.TOPOLOGY_UNAVAILABLE, failed.reason());
        };
    }

    private NetworkReadResult on(NetworkTopology topology, Duration ofServices, Duration ofPolicies) {
        var knownSteering = steeringOver(topology, ofPolicies);
        if (!(knownSteering instanceof CncResult.Ok<CachedReading.DatedValue<Steering>>(var read))) {
            return new NetworkReadResult.Unavailable(
                    QueryFailureCode.SERVICES_UNAVAILABLE, "policies: " + knownSteering.reason());
        }
        Duration maxAge = isColoring(read.value().policies()) ? shorter(ofServices, ofPolicies) : ofServices;
        var knownServices = services.noOlderThan(maxAge, () -> vpnServices.list(topology));
        if (!(knownServices instanceof CncResult.Ok<CachedReading.DatedValue<List<VpnService>>>(var vpns))) {
            return new NetworkReadResult.Unavailable(
                    QueryFailureCode.SERVICES_UNAVAILABLE, "services: " + knownServices.reason());
        }
        var current = read.value().over(topology) ? topology : read.value().topology();
        return state(current, vpns.value(), vpns.readAt(), read.value().policies(), read.readAt());
    }

    /** Whether the fleet's own tunnels make it change the routes of services, which nothing notifies. */
    private boolean isColoring(SrPolicies policies) {
        return policies.policies().stream()
                .anyMatch(policy -> fleetColors.contain(policy.key().color()));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private NetworkReadResult state(
            NetworkTopology topology, List<VpnService> vpns, Instant vpnsAt, SrPolicies policies, Instant policiesAt) {
        return new NetworkReadResult.Read(withdrawnLinks.see(new ServiceNetworkState(
                routesOf(topology), vpns, byKey(policies), earliest(topology.readAt(), vpnsAt, policiesAt))));
    }

    /** The same map as long as the list is the same. */
    private Map<PolicyKey, SrPolicy> byKey(SrPolicies policies) {
        var known = keyed;
        if (known != null && known.listed() == policies.policies()) {
            return known.byKey();
        }
        var byKey = Map.copyOf(policies.policies().stream()
                .collect(Collectors.toMap(SrPolicy::key, Function.identity(), (one, other) -> one)));
        keyed = new KeyedPolicies(policies.policies(), byKey);
        return byKey;
    }

    /** Uses the cached value only as long as no link came or went. */
    private CncResult<CachedReading.DatedValue<Steering>> steeringOver(NetworkTopology topology, Duration maxAge) {
        var kept = steering.noOlderThan(maxAge, () -> readOver(topology));
        boolean outdated = kept.optional()
                .filter(read -> !read.value().over(topology)
                        && read.value().topology().readAt().isBefore(topology.readAt()))
                .isPresent();
        return outdated ? steering.again(() -> readOver(topology)) : kept;
    }

    private CncResult<Steering> readOver(NetworkTopology topology) {
        return readOver(topology, MOST_READINGS);
    }

    private CncResult<Steering> readOver(NetworkTopology before, int readings) {
        var read = policyClient
                .list(before)
                .flatMap(policies -> topologies.refresh().map(after -> new Steering(after, policies)));
        return read.flatMap(
                steered -> steered.over(before) || readings == 1 ? read : readOver(steered.topology(), readings - 1));
    }

    /** The shortest-path trees are cached as long as the version stays the same. */
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
