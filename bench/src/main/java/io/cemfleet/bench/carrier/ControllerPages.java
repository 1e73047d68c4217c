package io.cemfleet.bench.carrier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cemfleet.bench.carrier.GeneratedNetwork.GeneratedLink;
import io.cemfleet.bench.carrier.GeneratedNetwork.GeneratedPolicy;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.session.CncAnswer;
import io.cemfleet.cnc.session.CncApi;
import io.cemfleet.cnc.session.CncClient;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The controller's pages about a generated network, as text, and a client that parses them as if they had come by HTTP. */
final class ControllerPages implements CncClient {
    static final int PAGE = 200;

    private static final JsonMapper JSON = new JsonMapper();
    private static final int FIRST_LABEL = 16_000;
    private static final int FIRST_ADJACENCY = 24_000;
    private static final String POLICIES = "/data/cisco-crosswork-segment-routing-policy:sr-policies?offset=";

    private final GeneratedNetwork network;
    private final Map<String, String> pages = new HashMap<>();
    private int requests;

    ControllerPages(GeneratedNetwork network) {
        this.network = network;
        pages.put("/data/ietf-network-state:networks", networks());
        for (int offset = 0; offset <= network.policies.size(); offset += PAGE) {
            pages.put(
                    POLICIES + offset + "&limit=" + PAGE,
                    policies(network.policies.subList(offset, Math.min(network.policies.size(), offset + PAGE))));
        }
        pages.put(
                "/data/ietf-l3vpn-ntw:l3vpn-ntw/cisco-l3vpn-ntw:l3vpn-route-policy",
                "{\"cisco-l3vpn-ntw:l3vpn-route-policy\":[%s]}"
                        .formatted(each(network.colors(), i -> "{\"name\":\"color-%d\",\"color\":[{\"id\":%d}]}"
                                .formatted(
                                        network.policies
                                                .get(i * network.size.routers())
                                                .color(),
                                        network.policies
                                                .get(i * network.size.routers())
                                                .color()))));
        pages.put(
                "/data/ietf-l3vpn-ntw:l3vpn-ntw/vpn-services",
                "{\"ietf-l3vpn-ntw:vpn-services\":{\"vpn-service\":[%s]}}"
                        .formatted(each(network.policies.size(), this::service)));
    }

    /** Every page once. */
    Collection<String> all() {
        return List.copyOf(pages.values());
    }

    int requests() {
        return requests;
    }

    @Override
    public CncResult<JsonNode> get(CncApi face, String path) {
        requests++;
        String page = pages.get(path);
        if (page == null) {
            return CncResult.notFound(path);
        }
        try {
            return CncResult.ok(JSON.readTree(page));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(path, e);
        }
    }

    private String networks() {
        var points = new ArrayList<List<String>>();
        IntStream.range(0, network.size.routers()).forEach(router -> points.add(new ArrayList<>()));
        var links = new ArrayList<String>();
        for (int i = 0; i < network.links.size(); i++) {
            GeneratedLink link = network.links.get(i);
            links.add(direction(i, link.from(), link.to(), 2 * i, link.metric()));
            links.add(direction(i, link.to(), link.from(), 2 * i + 1, link.metric()));
            points.get(link.from()).add(point(2 * i));
            points.get(link.to()).add(point(2 * i + 1));
        }
        String nodes = each(network.size.routers(), router -> node(router, points.get(router)));
        return "{\"ietf-network-state:networks\":{\"network\":[{\"node\":[%s],\"ietf-network-topology-state:link\":[%s]}]}}"
                .formatted(nodes, String.join(",", links));
    }

    private static String node(int router, List<String> points) {
        return """
                {"node-id":"%s","ietf-network-topology-state:termination-point":[%s],
                "ietf-l3-unicast-topology-state:l3-node-attributes":{"router-id":["%s"],
                "ietf-sr-mpls-topology-state:sr-mpls":{"srgb":[{"lower-bound":%d,"upper-bound":23999}],"msd":10},
                "prefix":[{"prefix":"%s/32","ietf-sr-mpls-topology-state:sr-mpls":[
                {"algorithm-value":0,"value-type":"index","start-sid":%d,"is-node":true}]}]}}"""
                .formatted(
                        GeneratedNetwork.hostname(router),
                        String.join(",", points),
                        GeneratedNetwork.address(router),
                        FIRST_LABEL,
                        GeneratedNetwork.address(router),
                        router);
    }

    private static String point(int port) {
        return """
                {"tp-id":"et%d","cisco-crosswork-topology-state:termination-point-attributes":
                {"l3-termination-point-attributes":{"ip-address":["172.%d.%d.%d"]}}}"""
                .formatted(port, 16 + (port >> 16), port >> 8 & 255, port & 255);
    }

    /** One direction in layer 3, and the same in layer 2. */
    private static String direction(int link, int from, int to, int port, int metric) {
        String ends =
                """
                "source":{"source-node":"%s","source-tp":"et%d"},"destination":{"dest-node":"%s","dest-tp":"et%d"}"""
                        .formatted(GeneratedNetwork.hostname(from), port, GeneratedNetwork.hostname(to), port ^ 1);
        return """
                {"link-id":"isis-%d",%s,"ietf-l3-unicast-topology-state:l3-link-attributes":{"metric1":"%d","metric2":%d,
                "ietf-sr-mpls-topology-state:sr-mpls":{"sids":[{"sid":%d,"value-type":"absolute","address-family":"ipv4"}]},
                "cisco-crosswork-l3-te-topology:l3-link-attributes":{"domain-id":"0","administrative-group":0,
                "max-bandwidth-kbps":"100000000","srlg":[%d]}}},
                {"link-id":"eth-%d",%s,"ietf-l2-topology-state:l2-link-attributes":{"rate":100000000,"delay":%d}}"""
                .formatted(port, ends, metric, metric, FIRST_ADJACENCY + port, 1 + link / 3, port, ends, 10 * metric);
    }

    private String policies(List<GeneratedPolicy> page) {
        int begin = page.isEmpty() ? 0 : network.policies.indexOf(page.getFirst());
        return "{\"cisco-crosswork-segment-routing-policy:sr-policies\":{\"policy\":[%s]}}"
                .formatted(each(page.size(), i -> policy(begin + i, page.get(i))));
    }

    private static String policy(int number, GeneratedPolicy policy) {
        String last = hop(policy.end());
        return """
                {"headend":"%s","endpoint":"%s","color":%d,"oper-state":"UP","sr-policy-type":"REGULAR","policy-details":{
                "binding-sid":%d,"pcep-info":{"pcep-flag-c":0},"path":[{"path-name":"p%d","path-type":"PT-EXPLICIT",
                "preference":100,"oper-state":"UP","segment-list":[{"weight":1,"hop":[%s]}]}]}}"""
                .formatted(
                        GeneratedNetwork.address(policy.head()),
                        GeneratedNetwork.address(policy.end()),
                        policy.color(),
                        100_000 + number,
                        number,
                        policy.over() < 0 ? last : hop(policy.over()) + "," + last);
    }

    private static String hop(int router) {
        return "{\"type\":\"IPV4-NODE-SID\",\"local-ip-addr\":\"%s\",\"label\":%d}"
                .formatted(GeneratedNetwork.address(router), FIRST_LABEL + router);
    }

    private String service(int number) {
        GeneratedPolicy policy = network.policies.get(number);
        return """
                {"vpn-id":"L3VPN-%d","vpn-name":"vpn %d","customer-name":"customer %d gold","vpn-description":"",
                "vpn-service-topology":"ietf-vpn-common:any-to-any","vpn-nodes":{"vpn-node":[%s,%s]}}"""
                .formatted(
                        number,
                        number,
                        number % 500,
                        vpnNode(policy.head(), ""),
                        vpnNode(
                                policy.end(),
                                """
                                ,"cisco-l3vpn-ntw:te-service-mapping":{"te-mapping":{"odn":{"route-policy":"color-%d"}}}"""
                                        .formatted(policy.color())));
    }

    private static String vpnNode(int router, String mapping) {
        return """
                {"vpn-node-id":"%s","vpn-network-accesses":{"vpn-network-access":[{"id":"1","interface-id":"te1",
                "service":{"ce-to-pe-bandwidth":10000000,"pe-to-ce-bandwidth":10000000}}]}%s}"""
                .formatted(GeneratedNetwork.hostname(router), mapping);
    }

    private static String each(int count, IntFunction<String> text) {
        return IntStream.range(0, count).mapToObj(text).collect(Collectors.joining(","));
    }

    @Override
    public CncResult<JsonNode> query(CncApi face, String path, JsonNode body) {
        throw new UnsupportedOperationException(path);
    }

    @Override
    public CncResult<CncAnswer> post(CncApi face, String path, JsonNode body) {
        throw new UnsupportedOperationException(path);
    }

    @Override
    public CncResult<CncAnswer> put(CncApi face, String path, JsonNode body) {
        throw new UnsupportedOperationException(path);
    }

    @Override
    public CncResult<CncAnswer> patch(CncApi face, String path, JsonNode body) {
        throw new UnsupportedOperationException(path);
    }

    @Override
    public CncResult<CncAnswer> delete(CncApi face, String path) {
        throw new UnsupportedOperationException(path);
    }
}
