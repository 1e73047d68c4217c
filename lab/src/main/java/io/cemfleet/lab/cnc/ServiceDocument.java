package io.cemfleet.lab.cnc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.lab.network.LabRouter;
import io.cemfleet.lab.network.NetworkState;
import io.cemfleet.lab.network.RoutePolicy;
import io.cemfleet.lab.network.ServiceAttachment;
import io.cemfleet.lab.network.VpnService;
import java.util.List;

/** Renders VPN services in the form of {@code ietf-l3vpn-ntw}. */
final class ServiceDocument {
    private static final int AS = 65000;

    private ServiceDocument() {}

    static ObjectNode service(NetworkState state, VpnService service) {
        String target = AS + ":" + service.routeTargetNumber();
        List<JsonNode> nodes = service.attachments().stream()
                .map(ServiceAttachment::node)
                .distinct()
                .flatMap(id -> state.topology().routerById(id).stream())
                .<JsonNode>map(router -> node(state, service, router))
                .toList();
        return VendorJson.obj(
                "vpn-id",
                service.id(),
                "vpn-name",
                service.name(),
                "customer-name",
                service.customer(),
                "vpn-description",
                service.description(),
                "vpn-service-topology",
                "ietf-vpn-common:any-to-any",
                "vpn-instance-profiles",
                VendorJson.obj(
                        "vpn-instance-profile",
                        List.of(VendorJson.obj(
                                "profile-id",
                                profile(service),
                                "rd",
                                target,
                                "address-family",
                                List.of(VendorJson.obj(
                                        "address-family",
                                        "ietf-vpn-common:ipv4",
                                        "vpn-targets",
                                        VendorJson.obj(
                                                "vpn-target",
                                                List.of(
                                                        VendorJson.obj(
                                                                "id",
                                                                1,
                                                                "route-targets",
                                                                List.of(VendorJson.obj("route-target", target)),
                                                                "route-target-type",
                                                                "both")))))))),
                "vpn-nodes",
                VendorJson.obj("vpn-node", nodes));
    }

    static ObjectNode node(NetworkState state, VpnService service, LabRouter router) {
        ObjectNode node = VendorJson.obj(
                "vpn-node-id",
                router.hostname(),
                "local-as",
                AS,
                "active-vpn-instance-profiles",
                VendorJson.obj("vpn-instance-profile", List.of(VendorJson.obj("profile-id", profile(service)))),
                "vpn-network-accesses",
                VendorJson.obj(
                        "vpn-network-access",
                        service.attachments().stream()
                                .filter(attachment -> attachment.node().equals(router.id()))
                                .map(attachment -> access(attachment, state.growth()))
                                .toList()));
        state.routePolicyAt(service.id(), router.id())
                .ifPresent(policy -> node.set("cisco-l3vpn-ntw:te-service-mapping", mapping(policy)));
        return node;
    }

    static ObjectNode mapping(RoutePolicy policy) {
        return VendorJson.obj("te-mapping", VendorJson.obj("odn", VendorJson.obj("route-policy", policy.name())));
    }

    /** Customers buy the bandwidth for a demand that grows. */
    private static JsonNode access(ServiceAttachment attachment, double growth) {
        double mbps = attachment.committedMbps() * Math.max(1, growth);
        String bandwidth = String.valueOf(Math.round(mbps * 1_000_000));
        return VendorJson.obj(
                "id",
                attachment.accessId(),
                "interface-id",
                attachment.interfaceName(),
                "ip-connection",
                VendorJson.obj("ipv4", VendorJson.obj("local-address", attachment.address(), "prefix-length", 30)),
                "service",
                VendorJson.obj("pe-to-ce-bandwidth", bandwidth, "ce-to-pe-bandwidth", bandwidth));
    }

    private static String profile(VpnService service) {
        return service.id() + "-profile";
    }
}
