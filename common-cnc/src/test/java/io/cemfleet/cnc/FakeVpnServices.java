package io.cemfleet.cnc;

import io.cemfleet.cnc.nso.NsoWriteResult;
import io.cemfleet.cnc.nso.RoutePolicy;
import io.cemfleet.cnc.nso.RouteTransaction;
import io.cemfleet.cnc.nso.VpnServices;
import io.cemfleet.network.service.VpnNode;
import io.cemfleet.network.service.VpnService;
import io.cemfleet.network.topology.NetworkTopology;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** VPN services that remember their route policies. */
public final class FakeVpnServices implements VpnServices {
    /** Whether the controller answers. */
    public volatile boolean up = true;

    public final Map<String, RoutePolicy> routePolicies = new TreeMap<>();
    /** The ids of services that refuse every change. */
    public final Set<String> refusing = new TreeSet<>();

    /** How often the inventory was read. */
    public final AtomicInteger reads = new AtomicInteger();

    /** How many transactions were sent. */
    public int transactions;

    private final Map<String, VpnService> services = new LinkedHashMap<>();

    /** Begins again with these services, without route policies. */
    public synchronized void reset(Collection<VpnService> fresh) {
        up = true;
        routePolicies.clear();
        refusing.clear();
        transactions = 0;
        services.clear();
        fresh.forEach(service -> services.put(service.vpnId(), service));
    }

    /** Adds a service whose nodes all export with one route policy, or none. */
    public synchronized void service(String id, @Nullable String routePolicy, String... hostnames) {
        List<VpnNode> nodes =
                Stream.of(hostnames).map(host -> node(host, routePolicy)).toList();
        services.put(id, new VpnService(id, id, "", "", "any-to-any", nodes));
    }

    /** The route policy on the routes that a service exports at a node; null: none. */
    public synchronized @Nullable String routePolicyOf(String id, String node) {
        return serviceNamed(id).node(node).orElseThrow().routePolicy();
    }

    @Override
    public synchronized CncResult<List<VpnService>> list(NetworkTopology topology) {
        reads.incrementAndGet();
        return up
                ? CncResult.ok(List.copyOf(services.values()))
                : CncResult.unavailable("the controller does not answer", true);
    }

    @Override
    public synchronized CncResult<VpnService> get(NetworkTopology topology, String vpnId) {
        VpnService service = services.get(vpnId);
        return service == null ? CncResult.notFound(vpnId) : CncResult.ok(service);
    }

    @Override
    public synchronized CncResult<List<RoutePolicy>> routePolicies() {
        return CncResult.ok(List.copyOf(routePolicies.values()));
    }

    @Override
    public synchronized CncResult<RoutePolicy> routePolicy(String name) {
        RoutePolicy policy = routePolicies.get(name);
        return policy == null ? CncResult.notFound(name) : CncResult.ok(policy);
    }

    @Override
    public synchronized CncResult<NsoWriteResult> putRoutePolicy(RoutePolicy policy) {
        return CncResult.ok(
                routePolicies.put(policy.name(), policy) == null ? NsoWriteResult.CREATED : NsoWriteResult.CHANGED);
    }

    @Override
    public synchronized CncResult<NsoWriteResult> deleteRoutePolicy(String name) {
        return routePolicies.remove(name) == null ? CncResult.notFound(name) : CncResult.ok(NsoWriteResult.DELETED);
    }

    @Override
    public synchronized CncResult<NsoWriteResult> setRoutePolicy(String vpnId, String hostname, String routePolicy) {
        if (refusing.contains(vpnId)) {
            return CncResult.refused("locked", "the service is locked");
        }
        change(vpnId, hostname, routePolicy);
        return CncResult.ok(NsoWriteResult.CHANGED);
    }

    @Override
    public synchronized CncResult<NsoWriteResult> removeRoutePolicy(String vpnId, String hostname) {
        change(vpnId, hostname, null);
        return CncResult.ok(NsoWriteResult.DELETED);
    }

    @Override
    public synchronized CncResult<NsoWriteResult> commit(RouteTransaction transaction) {
        transactions++;
        boolean locked = transaction.colored().stream().anyMatch(node -> refusing.contains(node.vpnId()))
                || transaction.cleared().stream().anyMatch(node -> refusing.contains(node.vpnId()));
        if (locked) {
            return CncResult.refused("locked", "a service is locked");
        }
        transaction.policies().forEach(policy -> routePolicies.put(policy.name(), policy));
        transaction.colored().forEach(node -> change(node.vpnId(), node.hostname(), node.routePolicy()));
        transaction.cleared().forEach(node -> change(node.vpnId(), node.hostname(), null));
        transaction.removedPolicies().forEach(routePolicies::remove);
        return CncResult.ok(NsoWriteResult.CHANGED);
    }

    private VpnService serviceNamed(String id) {
        return Objects.requireNonNull(services.get(id), id);
    }

    private void change(String vpnId, String hostname, @Nullable String routePolicy) {
        List<VpnNode> nodes = serviceNamed(vpnId).nodes().stream()
                .map(node -> node.hostname().equals(hostname) ? node(hostname, routePolicy) : node)
                .toList();
        services.put(vpnId, new VpnService(vpnId, vpnId, "", "", "any-to-any", nodes));
    }

    private VpnNode node(String hostname, @Nullable String routePolicy) {
        RoutePolicy policy = routePolicy == null ? null : routePolicies.get(routePolicy);
        return new VpnNode(
                hostname,
                hostname.toLowerCase(Locale.ROOT),
                null,
                List.of(),
                routePolicy,
                policy == null ? null : policy.color());
    }
}
