package io.cemfleet.cnc.policy;

import static io.cemfleet.cnc.json.YangJson.each;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.json.RequestJson;
import io.cemfleet.cnc.json.RestconfKey;
import io.cemfleet.cnc.json.YangJson;
import io.cemfleet.cnc.session.CncApi;
import io.cemfleet.cnc.session.CncClient;
import io.cemfleet.cnc.topology.RouterLookup;
import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.policy.PolicyMeasurement;
import io.cemfleet.network.policy.PolicyRoute;
import io.cemfleet.network.policy.SrPolicies;
import io.cemfleet.network.policy.SrPolicy;
import io.cemfleet.network.topology.NetworkTopology;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

final class CncSrPolicyClient implements SrPolicyClient {

    private static final String POLICIES = "/data/cisco-crosswork-segment-routing-policy:sr-policies";
    private static final String MEASURED =
            "/data/cisco-crosswork-performance-metrics:sr-policies-performance-metrics/sr-policy-pm=";
    private static final String ROUTES = "/operations/cisco-crosswork-optimization-engine-operations:sr-policy-routes";

    private final CncClient cnc;
    private final int pageSize;

    CncSrPolicyClient(CncClient cnc, int pageSize) {
        this.cnc = cnc;
        this.pageSize = pageSize;
    }

    @Override
    public CncResult<SrPolicies> list(NetworkTopology topology) {
        return pages().map(reported -> {
            var policies = new ArrayList<SrPolicy>();
            var unresolved = new ArrayList<String>();
            reported.forEach(policy -> PolicyReader.read(topology, policy)
                    .ifPresentOrElse(policies::add, () -> unresolved.add(PolicyReader.rawKey(policy))));
            policies.sort(Comparator.comparing((SrPolicy p) -> p.key().headEnd())
                    .thenComparing(p -> p.key().endPoint())
                    .thenComparing(p -> p.key().color()));
            return new SrPolicies(policies, unresolved);
        });
    }

    /** The first reading ends with the last of the keys; what it lacks is absent when a second one lacks it, too. */
    @Override
    public CncResult<List<SrPolicy>> find(NetworkTopology topology, Collection<PolicyKey> keys) {
        Set<String> wanted = keys.stream()
                .flatMap(key -> rawKey(topology, key).optional().stream())
                .collect(Collectors.toSet());
        return read(found -> found.containsAll(wanted))
                .flatMap(first -> first.size() < pageSize || first.keySet().containsAll(wanted)
                        ? CncResult.ok(first)
                        : read(found -> found.containsAll(wanted)).map(second -> {
                            var both = new LinkedHashMap<>(first);
                            both.putAll(second);
                            return both;
                        }))
                .map(reported -> reported.entrySet().stream()
                        .filter(policy -> wanted.contains(policy.getKey()))
                        .flatMap(policy -> PolicyReader.read(topology, policy.getValue()).stream())
                        .toList());
    }

    private static CncResult<String> rawKey(NetworkTopology topology, PolicyKey key) {
        return RouterLookup.router(topology, key.headEnd())
                .flatMap(head -> RouterLookup.router(topology, key.endPoint())
                        .map(end -> PolicyReader.rawKey(head.routerId(), end.routerId(), key.color())));
    }

    @Override
    public CncResult<SrPolicy> get(NetworkTopology topology, PolicyKey key) {
        return wireKey(topology, key)
                .flatMap(wire -> cnc.get(CncApi.TOPOLOGY, POLICIES + "/policy=" + wire))
                .flatMap(body -> each(body, "policy").stream()
                        .flatMap(p -> PolicyReader.read(topology, p).stream())
                        .filter(p -> p.key().equals(key))
                        .findFirst()
                        .map(CncResult::ok)
                        .orElseGet(() -> CncResult.unavailable("the answer does not have policy " + key, true)));
    }

    @Override
    public CncResult<PolicyMeasurement> measurement(NetworkTopology topology, PolicyKey key) {
        return wireKey(topology, key)
                .flatMap(wire -> cnc.get(CncApi.TOPOLOGY, MEASURED + wire))
                .flatMap(body -> each(body, "sr-policy-pm").stream()
                        .findFirst()
                        .map(pm -> CncResult.ok(PolicyPerformance.read(key, pm)))
                        .orElseGet(() -> CncResult.notFound("measurement of " + key)));
    }

    @Override
    public CncResult<PolicyRoute> route(NetworkTopology topology, PolicyKey key) {
        return RouterLookup.router(topology, key.headEnd())
                .flatMap(head -> RouterLookup.router(topology, key.endPoint()).flatMap(end -> {
                    var policy = RequestJson.object()
                            .put("head-end", head.routerId())
                            .put("end-point", end.routerId())
                            .put("color", key.color());
                    var input =
                            RequestJson.object("input", RequestJson.object("sr-policies", RequestJson.array(policy)));
                    return cnc.query(CncApi.OPTIMIZATION, ROUTES, input);
                }))
                .flatMap(body -> PolicyRouteReader.read(topology, key, body));
    }

    /** A list of several pages is read twice, since a policy that moves up between two pages is in neither. */
    private CncResult<List<JsonNode>> pages() {
        return read(found -> false)
                .flatMap(first -> first.size() < pageSize
                        ? CncResult.ok(List.copyOf(first.values()))
                        : read(found -> false)
                                .flatMap(second -> second.keySet().equals(first.keySet())
                                        ? CncResult.ok(List.copyOf(second.values()))
                                        : CncResult.unavailable("the list of policies moved while it was read", true)));
    }

    /**
     * All pages, or the first failure. A page without new policies is the last, even if it is full.
     *
     * @param enough whether the keys that were read are all that are sought
     */
    private CncResult<Map<String, JsonNode>> read(Predicate<Set<String>> enough) {
        var all = new LinkedHashMap<String, JsonNode>();
        for (int offset = 0; ; offset += pageSize) {
            var answer = cnc.get(CncApi.TOPOLOGY, POLICIES + "?offset=" + offset + "&limit=" + pageSize);
            if (!(answer instanceof CncResult.Ok<JsonNode>(JsonNode body))) {
                // The controller also reports an empty list as missing data.
                return answer instanceof CncResult.NotFound ? CncResult.ok(all) : answer.map(never -> Map.of());
            }
            if (!YangJson.has(body, "sr-policies") && !YangJson.has(body, "policy") && offset == 0) {
                return CncResult.unavailable("the list of policies has no envelope", true);
            }
            var page = YangJson.has(body, "sr-policies") ? each(body, "sr-policies", "policy") : each(body, "policy");
            var before = all.size();
            page.forEach(policy -> all.putIfAbsent(PolicyReader.rawKey(policy), policy));
            if (page.size() < pageSize || all.size() == before || enough.test(all.keySet())) {
                return CncResult.ok(all);
            }
        }
    }

    private static CncResult<String> wireKey(NetworkTopology topology, PolicyKey key) {
        return RouterLookup.router(topology, key.headEnd())
                .flatMap(head -> RouterLookup.router(topology, key.endPoint())
                        .map(end -> RestconfKey.of(head.routerId(), end.routerId(), key.color())));
    }
}
