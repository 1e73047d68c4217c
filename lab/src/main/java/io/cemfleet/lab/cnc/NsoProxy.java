package io.cemfleet.lab.cnc;

import io.cemfleet.lab.network.LabNetwork;
import io.cemfleet.lab.network.LabRouter;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The NSO proxy's data store. */
@Component
class NsoProxy implements CncServlet.MountedApi {
    private static final String POLICIES = "sr-te/policies";
    private static final String VPNS = "l3vpn-ntw/";

    private final NsoPolicies policies;
    private final NsoServices services;
    private final RouteTransactions routes;
    private final LabNetwork network;

    NsoProxy(NsoPolicies policies, NsoServices services, RouteTransactions routes, LabNetwork network) {
        this.policies = policies;
        this.services = services;
        this.routes = routes;
        this.network = network;
    }

    @Override
    public Map<String, CncServlet.Api> bases() {
        return Map.of("proxy/nso/restconf/data", this);
    }

    @Override
    public CncReply answer(CncRequest request) {
        String route = request.route();
        if (route.equals(POLICIES)) {
            return policies.answer(request, "");
        }
        if (route.startsWith(POLICIES + "/")) {
            return policies.answer(request, route.substring(POLICIES.length() + 1));
        }
        if (route.equals("l3vpn-ntw") && request.method().equals("PATCH")) {
            return routes.commit(request);
        }
        if (route.startsWith(VPNS)) {
            return services.answer(request, route.substring(VPNS.length()));
        }
        return switch (route) {
            case "sr-te/odn" -> CncReply.data(VendorJson.obj("cisco-sr-te-cfp-sr-odn:odn", VendorJson.obj()));
            case "devices", "devices/device" ->
                CncReply.data(VendorJson.obj(
                        "tailf-ncs:device",
                        network.topology().routers().stream()
                                .map(NsoProxy::device)
                                .toList()));
            default -> CncReply.nsoMissing();
        };
    }

    private static Object device(LabRouter router) {
        return VendorJson.obj(
                "name",
                router.hostname(),
                "address",
                router.routerId(),
                "state",
                VendorJson.obj("oper-state", "enabled"));
    }
}
