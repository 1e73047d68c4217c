package io.cemfleet.network.snapshot;

import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.policy.SrPolicies;
import io.cemfleet.network.policy.SrPolicy;
import io.cemfleet.network.service.VpnService;
import io.cemfleet.network.snapshot.NetworkObject.LinkLoad;
import io.cemfleet.network.snapshot.NetworkObject.PolicyLoad;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The whole network at one moment: topology, policies and services of one version, and the newest measurements, each
 * with its own time. Immutable; what did not change is shared with the snapshot before. The indexes over links are
 * built when they are first used, and carried on from there.
 */
public final class NetworkSnapshot {

    private final SnapshotVersion version;
    private final NetworkTopology topology;
    private final Map<PolicyKey, SrPolicy> policies;
    private final Map<String, VpnService> services;
    private final Map<String, NetworkObject> measurements;
    private final @Nullable PolicyLinkIndex formerLinks;
    private final @Nullable PolicyServiceIndex formerServices;
    private volatile @Nullable PolicyLinkIndex links;
    private volatile @Nullable PolicyServiceIndex riders;
    private volatile @Nullable List<SrPolicy> policyList;
    private volatile @Nullable List<VpnService> serviceList;

    NetworkSnapshot(
            SnapshotVersion version,
            NetworkTopology topology,
            Map<PolicyKey, SrPolicy> policies,
            Map<String, VpnService> services,
            Map<String, NetworkObject> measurements,
            @Nullable NetworkSnapshot before) {
        this.version = version;
        this.topology = topology;
        this.policies = policies;
        this.services = services;
        this.measurements = measurements;
        this.formerLinks = before == null ? null : before.newestLinks();
        this.formerServices = before == null ? null : before.newestRiders();
        this.policyList = before != null && before.policies == policies ? before.policyList : null;
        this.serviceList = before != null && before.services == services ? before.serviceList : null;
    }

    public SnapshotVersion version() {
        return version;
    }

    /** How long ago topology and policies were confirmed; at least zero. */
    public Duration age(Instant now) {
        var age = Duration.between(version.confirmedAt(), now);
        return age.isNegative() ? Duration.ZERO : age;
    }

    /** The topology, read at the moment that the version was confirmed. */
    public NetworkTopology topology() {
        return topology;
    }

    /** All policies by key. */
    public Map<PolicyKey, SrPolicy> policies() {
        return policies;
    }

    /** All policies in the order in which the controller's list is read; the same list until one changes. */
    public SrPolicies srPolicies() {
        var sorted = policyList;
        if (sorted == null) {
            sorted = List.copyOf(policies.values().stream()
                    .sorted(Comparator.comparing(
                                    (SrPolicy policy) -> policy.key().headEnd())
                            .thenComparing(policy -> policy.key().endPoint())
                            .thenComparing(policy -> policy.key().color()))
                    .toList());
            policyList = sorted;
        }
        return new SrPolicies(sorted, version.unresolved());
    }

    /** All services, sorted by id; the same list until one changes. */
    public List<VpnService> services() {
        var sorted = serviceList;
        if (sorted == null) {
            sorted = List.copyOf(services.values().stream()
                    .sorted(Comparator.comparing(VpnService::vpnId))
                    .toList());
            serviceList = sorted;
        }
        return sorted;
    }

    public Optional<VpnService> service(String vpnId) {
        return Optional.ofNullable(services.get(vpnId));
    }

    /** The newest measurement of a direction, of any age. */
    public Optional<LinkLoad> load(LinkDirection direction) {
        return Optional.ofNullable(measurements.get(
                        LinkLoad.key(direction.linkId(), direction.from()).id()))
                .map(LinkLoad.class::cast);
    }

    /** The newest measurement of a policy, of any age. */
    public Optional<PolicyLoad> load(PolicyKey policy) {
        return Optional.ofNullable(measurements.get(PolicyLoad.key(policy).id()))
                .map(PolicyLoad.class::cast);
    }

    /** The policies whose active path crosses a link in either direction. */
    public Set<PolicyKey> policiesOn(String linkId) {
        return links().on(linkId);
    }

    /** Ids of the services with traffic of a policy's colour between its ends. */
    public Set<String> servicesOf(PolicyKey policy) {
        return riders().of(policy);
    }

    /** Ids of the services whose coloured traffic crosses a link, sorted. */
    public Set<String> servicesOn(String linkId) {
        var found = new TreeSet<String>();
        policiesOn(linkId).forEach(policy -> found.addAll(servicesOf(policy)));
        return found;
    }

    Map<String, VpnService> servicesById() {
        return services;
    }

    Map<String, NetworkObject> measurements() {
        return measurements;
    }

    private PolicyLinkIndex links() {
        var built = links;
        if (built == null) {
            built = PolicyLinkIndex.over(topology, policies, formerLinks);
            links = built;
        }
        return built;
    }

    private PolicyServiceIndex riders() {
        var built = riders;
        if (built == null) {
            built = formerServices != null && formerServices.isOf(services)
                    ? formerServices
                    : PolicyServiceIndex.of(services);
            riders = built;
        }
        return built;
    }

    private @Nullable PolicyLinkIndex newestLinks() {
        return links == null ? formerLinks : links;
    }

    private @Nullable PolicyServiceIndex newestRiders() {
        return riders == null ? formerServices : riders;
    }
}
