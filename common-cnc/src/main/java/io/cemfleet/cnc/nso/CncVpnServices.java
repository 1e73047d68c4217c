package io.cemfleet.cnc.nso;

import static io.cemfleet.cnc.json.YangJson.each;
import static io.cemfleet.cnc.json.YangJson.has;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.json.RestconfKey;
import io.cemfleet.cnc.json.YangJson;
import io.cemfleet.cnc.session.CncAnswer;
import io.cemfleet.network.service.VpnService;
import io.cemfleet.network.topology.NetworkTopology;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

final class CncVpnServices implements VpnServices {

    private static final String ROOT = "/data/ietf-l3vpn-ntw:l3vpn-ntw";
    private static final String SERVICES = ROOT + NsoVpnForm.SERVICES;
    private static final String ROUTE_POLICY = ROOT + NsoVpnForm.ROUTE_POLICY;

    private final NsoClient nso;
    private volatile @Nullable KnownServices known;

    /** The colours of route policies by name, with the entity tag of their list. */
    private record TaggedColors(Map<String, Integer> colors, @Nullable String etag) {}

    /** The services as last read, and what they were read from: the same again where none of it has changed. */
    private record KnownServices(
            String topologyVersion, TaggedColors colors, @Nullable String etag, List<VpnService> services) {}

    CncVpnServices(NsoClient nso) {
        this.nso = nso;
    }

    @Override
    public CncResult<List<VpnService>> list(NetworkTopology topology) {
        var last = known;
        return colors(last == null ? null : last.colors()).flatMap(colors -> {
            boolean comparable = last != null
                    && last.topologyVersion().equals(topology.version())
                    && last.colors().colors().equals(colors.colors());
            return services(topology, colors, comparable ? last : null);
        });
    }

    /** @param last the services over the same topology and colours, absent for a plain read */
    private CncResult<List<VpnService>> services(
            NetworkTopology topology, TaggedColors colors, @Nullable KnownServices last) {
        return switch (nso.get(SERVICES, last == null ? null : last.etag())) {
            case CncResult.NotFound<CncAnswer> none -> CncResult.ok(List.of());
            case CncResult.Ok<CncAnswer>(var answer)
            when answer.isUnchanged() && last != null -> CncResult.ok(last.services());
            case CncResult<CncAnswer> read ->
                read.flatMap(answer -> {
                    var services = services(answer.body(), new NsoVpnReader(topology, colors.colors()));
                    services.optional()
                            .ifPresent(
                                    all -> known = new KnownServices(topology.version(), colors, answer.etag(), all));
                    return services;
                });
        };
    }

    private static CncResult<List<VpnService>> services(JsonNode body, NsoVpnReader reader) {
        var container = has(body, "vpn-services") ? YangJson.at(body, "vpn-services") : body;
        var reported = each(container, "vpn-service");
        var services = reported.stream()
                .flatMap(service -> reader.service(service).stream())
                .toList();
        return services.size() == reported.size()
                ? CncResult.ok(services)
                : CncResult.unavailable("a VPN service without an id", false);
    }

    private CncResult<TaggedColors> colors(@Nullable TaggedColors last) {
        return switch (nso.get(ROUTE_POLICY, last == null ? null : last.etag())) {
            case CncResult.NotFound<CncAnswer> none -> CncResult.ok(new TaggedColors(Map.of(), null));
            case CncResult.Ok<CncAnswer>(var answer) when answer.isUnchanged() && last != null -> CncResult.ok(last);
            case CncResult<CncAnswer> read ->
                read.map(answer -> new TaggedColors(colors(routePolicies(answer.body())), answer.etag()));
        };
    }

    @Override
    public CncResult<VpnService> get(NetworkTopology topology, String vpnId) {
        return colors().flatMap(colors -> nso.get(SERVICES + "/vpn-service=" + RestconfKey.of(vpnId))
                .flatMap(body -> each(body, "vpn-service").stream()
                        .flatMap(service -> new NsoVpnReader(topology, colors).service(service).stream())
                        .findFirst()
                        .map(CncResult::ok)
                        .orElseGet(() -> CncResult.unavailable("the answer has no VPN service " + vpnId, true))));
    }

    @Override
    public CncResult<List<RoutePolicy>> routePolicies() {
        return nso.all(ROUTE_POLICY, body -> CncResult.ok(routePolicies(body)));
    }

    private static List<RoutePolicy> routePolicies(JsonNode body) {
        return each(body, "l3vpn-route-policy").stream()
                .flatMap(policy -> NsoVpnReader.routePolicy(policy).stream())
                .toList();
    }

    @Override
    public CncResult<RoutePolicy> routePolicy(String name) {
        return nso.get(ROUTE_POLICY + "=" + RestconfKey.of(name))
                .flatMap(body -> each(body, "l3vpn-route-policy").stream()
                        .flatMap(policy -> NsoVpnReader.routePolicy(policy).stream())
                        .findFirst()
                        .map(CncResult::ok)
                        .orElseGet(() -> CncResult.unavailable("the answer has no route policy " + name, true)));
    }

    @Override
    public CncResult<NsoWriteResult> putRoutePolicy(RoutePolicy policy) {
        return nso.put(ROOT + NsoVpnForm.policyTarget(policy.name()), NsoVpnForm.routePolicy(policy));
    }

    @Override
    public CncResult<NsoWriteResult> deleteRoutePolicy(String name) {
        return nso.delete(ROOT + NsoVpnForm.policyTarget(name));
    }

    @Override
    public CncResult<NsoWriteResult> setRoutePolicy(String vpnId, String hostname, String routePolicy) {
        return nso.patch(ROOT + NsoVpnForm.nodeTarget(vpnId, hostname), NsoVpnForm.node(hostname, routePolicy));
    }

    @Override
    public CncResult<NsoWriteResult> removeRoutePolicy(String vpnId, String hostname) {
        return nso.delete(ROOT + NsoVpnForm.mappingTarget(vpnId, hostname));
    }

    @Override
    public CncResult<NsoWriteResult> commit(RouteTransaction transaction) {
        return nso.patch(ROOT, NsoPatch.of(transaction));
    }

    private CncResult<Map<String, Integer>> colors() {
        return routePolicies().map(CncVpnServices::colors);
    }

    private static Map<String, Integer> colors(List<RoutePolicy> policies) {
        return policies.stream()
                .collect(Collectors.toMap(RoutePolicy::name, RoutePolicy::color, (first, second) -> first));
    }
}
