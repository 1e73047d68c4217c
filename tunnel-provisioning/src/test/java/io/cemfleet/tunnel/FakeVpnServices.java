package io.cemfleet.tunnel;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.nso.NsoWriteResult;
import io.cemfleet.cnc.nso.RoutePolicy;
import io.cemfleet.cnc.nso.VpnServices;
import io.cemfleet.network.service.VpnNode;
import io.cemfleet.network.service.VpnService;
import io.cemfleet.network.topology.NetworkTopology;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** VPN services that remember their route policies. */
final class FakeVpnServices implements VpnServices {
    final Map<String, RoutePolicy> routePolicies = new TreeMap<>();
    final Set<String> refusing = new TreeSet<>();
    private final Map<String, VpnService> services = new TreeMap<>();

    synchronized void reset() {
        routePolicies.clear();
        services.clear();
        refusing.clear();
        routePolicies.put("gold-100", new RoutePolicy("gold-100", 100, List.of()));
        service("acme", "gold-100", "Frankfurt", "Vienna");
        service("beta", "gold-100", "Frankfurt", "Vienna", "Zurich");
        service("plain", null, "Frankfurt", "Vienna", "Zurich");
    }

    void service(String id, @Nullable String routePolicy, String... hostnames) {
        services.put(
                id,
                new VpnService(
                        id,
                        id,
                        "",
                        "",
                        "any-to-any",
                        List.of(hostnames).stream()
                                .map(h -> node(h, routePolicy))
                                .toList()));
    }

    @Nullable
    String routePolicyOf(String id, String node) {
        return serviceNamed(id).node(node).orElseThrow().routePolicy();
    }

    @Override
    public synchronized CncResult<List<VpnService>> list(NetworkTopology topology) {
        return CncResult.ok(List.copyOf(services.values()));
    }

    @Override
    public synchronized CncResult<VpnService> get(NetworkTopology topology, String vpnId) {
        return CncResult.ok(serviceNamed(vpnId));
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

    private VpnService serviceNamed(String id) {
        return java.util.Objects.requireNonNull(services.get(id), id);
    }

    private void change(String vpnId, String hostname, @Nullable String routePolicy) {
        VpnService before = serviceNamed(vpnId);
        services.put(
                vpnId,
                new VpnService(
                        vpnId,
                        vpnId,
                        "",
                        "",
                        "any-to-any",
                        before.nodes().stream()
                                .map(n -> n.hostname().equals(hostname) ? node(hostname, routePolicy) : n)
                                .toList()));
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
