package io.cemfleet.lab.cnc;

import io.cemfleet.lab.network.LabNetwork;
import io.cemfleet.lab.network.LabRouter;
import java.time.Clock;
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
    private final long started;

    NsoProxy(NsoPolicies policies, NsoServices services, RouteTransactions routes, LabNetwork network, Clock clock) {
        this.started = clock.millis();
        this.policies = policies;
        this.services = services;
        this.routes = routes;
        this.network = network;
    }

    @Override
    public Map<String, CncServlet.Api> bases() {
        return Map.of("proxy/nso/restconf/data", this);
    }

    /**
     * Reads of configuration carry the entity tag of the datastore (RFC 8040, 3.5.2), which every change renews; a read
     * that names it is answered 304. Plans are no configuration.
     */
    @Override
    public CncReply answer(CncRequest request) {
        String route = request.route();
        String etag = "\"" + started + "-" + network.state().version() + "\"";
        CncReply reply = answer(request, route);
        if (!request.method().equals("GET") || reply.status() != 200 || route.contains("plan")) {
            return reply;
        }
        Map<String, String> tag = Map.of("ETag", etag);
        return etag.equals(request.http().getHeader("If-None-Match"))
                ? CncReply.empty(304).with(tag)
                : reply.with(tag);
    }

    private CncReply answer(CncRequest request, String route) {
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
