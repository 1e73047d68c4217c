package io.cemfleet.cnc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.cnc.nso.RoutePolicy;
import io.cemfleet.network.policy.CandidatePath;
import io.cemfleet.network.policy.ReportedHop;
import io.cemfleet.network.policy.SrPolicy;
import io.cemfleet.network.service.VpnService;
import io.cemfleet.network.topology.LabelRange;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.network.topology.Router;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The controller's answers about a network, in its own form. */
public final class CncJsonAnswers {

    private static final String L3 = "ietf-l3-unicast-topology-state:";
    private static final String NET = "ietf-network-topology-state:";
    private static final String SR = "ietf-sr-mpls-topology-state:";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private CncJsonAnswers() {}

    /** The {@code networks} document: a layer-3 and a layer-2 link for each direction. */
    public static ObjectNode networks(NetworkTopology topology) {
        ObjectNode network = object().put("network-id", "Default-network");
        network.set("node", array(topology.routers(), router -> node(topology, router)));
        ArrayNode links = array(topology.directions(), CncJsonAnswers::layer3);
        topology.directions().forEach(d -> links.add(layer2(d)));
        network.set(NET + "link", links);
        return object("ietf-network-state:networks", object("network", array(List.of(network), n -> n)));
    }

    /** The collection of policies. */
    public static ObjectNode policies(NetworkTopology topology, List<SrPolicy> policies) {
        return object(
                "cisco-crosswork-segment-routing-policy:sr-policies",
                object("policy", array(policies, p -> policy(topology, p))));
    }

    public static ObjectNode policy(NetworkTopology topology, SrPolicy policy) {
        ObjectNode details = object();
        if (policy.bindingSid() != null) {
            details.put("binding-sid", policy.bindingSid());
        }
        details.set("pcep-info", object().put("pcep-flag-c", policy.pceInitiated() ? 1 : 0));
        details.set("path", array(policy.paths(), CncJsonAnswers::path));
        ObjectNode node = object().put(
                        "headend", routerId(topology, policy.key().headEnd()))
                .put("endpoint", routerId(topology, policy.key().endPoint()))
                .put("color", policy.key().color())
                .put("oper-state", policy.up() ? "UP" : "DOWN")
                .put("sr-policy-type", policy.type().name().replace('_', '-'));
        return node.set("policy-details", details);
    }

    /** The collection of VPN services. */
    public static ObjectNode services(List<VpnService> services) {
        return object("ietf-l3vpn-ntw:vpn-services", object("vpn-service", array(services, CncJsonAnswers::service)));
    }

    public static ObjectNode service(VpnService service) {
        ObjectNode node = object().put("vpn-id", service.vpnId())
                .put("vpn-name", service.name())
                .put("customer-name", service.customer())
                .put("vpn-description", service.description())
                .put("vpn-service-topology", "ietf-vpn-common:" + service.topology());
        return node.set("vpn-nodes", object("vpn-node", array(service.nodes(), vpnNode -> {
            ObjectNode each = object().put("vpn-node-id", vpnNode.hostname());
            each.set("vpn-network-accesses", object("vpn-network-access", array(vpnNode.accesses(), access -> {
                ObjectNode entry = object().put("id", access.id()).put("interface-id", access.interfaceName());
                ObjectNode bandwidth = object();
                if (access.inboundMbps() != null) {
                    bandwidth.put("ce-to-pe-bandwidth", Math.round(access.inboundMbps() * 1e6));
                }
                if (access.outboundMbps() != null) {
                    bandwidth.put("pe-to-ce-bandwidth", Math.round(access.outboundMbps() * 1e6));
                }
                return entry.set("service", bandwidth);
            })));
            if (vpnNode.routePolicy() != null) {
                each.set(
                        "cisco-l3vpn-ntw:te-service-mapping",
                        object("te-mapping", object("odn", object().put("route-policy", vpnNode.routePolicy()))));
            }
            return each;
        })));
    }

    /** The collection of route policies. */
    public static ObjectNode routePolicies(List<RoutePolicy> policies) {
        return object(
                "cisco-l3vpn-ntw:l3vpn-route-policy", array(policies, policy -> object().put("name", policy.name())
                        .set("color", array(List.of(policy.color()), c -> object().put("id", c)))));
    }

    static ObjectNode object() {
        return NODES.objectNode();
    }

    static ObjectNode object(String name, JsonNode value) {
        return object().set(name, value);
    }

    static <T> ArrayNode array(Collection<T> values, Function<T, ? extends JsonNode> mapping) {
        var array = NODES.arrayNode();
        values.forEach(value -> array.add(mapping.apply(value)));
        return array;
    }

    private static ObjectNode node(NetworkTopology topology, Router router) {
        ObjectNode sr = object();
        setRange(sr, "srgb", router.srgb());
        setRange(sr, "srlb", router.srlb());
        if (router.msd() != null) {
            sr.put("msd", router.msd());
        }
        ObjectNode attributes = object().put("name", router.hostname());
        attributes.set("router-id", array(List.of(router.routerId()), NODES::textNode));
        attributes.set(SR + "sr-mpls", sr);
        if (router.nodeSid() != null && router.srgb() != null) {
            ObjectNode sid = object().put("algorithm-value", 0)
                    .put("value-type", "index")
                    .put("start-sid", router.nodeSid() - router.srgb().lower())
                    .put("is-node", true);
            ObjectNode prefix = object().put("prefix", router.routerId() + "/32");
            prefix.set(SR + "sr-mpls", array(List.of(sid), s -> s));
            attributes.set("prefix", array(List.of(prefix), p -> p));
        }
        ObjectNode node = object().put("node-id", router.hostname());
        node.set(
                NET + "termination-point",
                array(topology.directionsFrom(router.id()), CncJsonAnswers::terminationPoint));
        return node.set(L3 + "l3-node-attributes", attributes);
    }

    private static ObjectNode terminationPoint(LinkDirection direction) {
        var address = direction.source().address();
        ObjectNode point = object().put("tp-id", direction.fromInterface());
        return point.set(
                "cisco-crosswork-topology-state:termination-point-attributes",
                object(
                        "l3-termination-point-attributes",
                        object("ip-address", array(address == null ? List.of() : List.of(address), NODES::textNode))));
    }

    private static ObjectNode layer3(LinkDirection direction) {
        var attributes = direction.attributes();
        ObjectNode engineering =
                object().put("domain-id", attributes.domain()).put("administrative-group", attributes.affinities());
        if (attributes.capacityMbps() != null) {
            engineering.put("max-bandwidth-kbps", String.valueOf(Math.round(attributes.capacityMbps() * 1000)));
        }
        engineering.set("srlg", array(attributes.srlgs(), NODES::numberNode));
        ObjectNode layer3 = object().put("name", direction.cncLinkId())
                .put("metric1", String.valueOf(attributes.igpMetric()))
                .put("metric2", attributes.teMetric());
        if (attributes.adjacencySid() != null) {
            ObjectNode sid = object().put("sid", attributes.adjacencySid())
                    .put("value-type", "absolute")
                    .put("address-family", "ipv4");
            layer3.set(SR + "sr-mpls", object("sids", array(List.of(sid), s -> s)));
        }
        layer3.set("cisco-crosswork-l3-te-topology:l3-link-attributes", engineering);
        return ends(direction.cncLinkId(), direction).set(L3 + "l3-link-attributes", layer3);
    }

    private static ObjectNode layer2(LinkDirection direction) {
        ObjectNode layer2 = object();
        if (direction.capacityMbps() != null) {
            layer2.put("rate", Math.round(direction.capacityMbps() * 1000));
        }
        if (direction.delayMs() != null) {
            layer2.put("delay", Math.round(direction.delayMs() * 1000));
        }
        return ends(direction.cncLinkId().replace("ISIS_IPV4_L2", "ETHERNET"), direction)
                .set("ietf-l2-topology-state:l2-link-attributes", layer2);
    }

    private static ObjectNode ends(String id, LinkDirection direction) {
        var names = direction.cncLinkId().split(" : ");
        ObjectNode link = object().put("link-id", id);
        link.set("source", object().put("source-node", names[0]).put("source-tp", direction.fromInterface()));
        return link.set("destination", object().put("dest-node", names[2]).put("dest-tp", direction.toInterface()));
    }

    private static ObjectNode path(CandidatePath path) {
        ObjectNode node = object().put("path-name", path.name())
                .put("path-type", "PT-" + path.kind())
                .put("preference", path.preference())
                .put("oper-state", path.up() ? "UP" : "DOWN");
        return node.set("segment-list", array(path.segmentLists(), list -> object().put("weight", list.weight())
                .set("hop", array(list.hops(), CncJsonAnswers::hop))));
    }

    private static ObjectNode hop(ReportedHop hop) {
        return object().put("type", "IPV4-" + hop.kind() + "-SID")
                .put("local-ip-addr", hop.localAddress())
                .put("label", hop.label());
    }

    private static void setRange(ObjectNode parent, String name, @Nullable LabelRange range) {
        if (range != null) {
            parent.set(name, array(List.of(range), r -> object().put("lower-bound", r.lower())
                    .put("upper-bound", r.upper())));
        }
    }

    private static String routerId(NetworkTopology topology, String slug) {
        return topology.router(slug).orElseThrow().routerId();
    }
}
