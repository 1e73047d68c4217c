package io.cemfleet.lab.cnc;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.lab.network.LabNetwork;
import io.cemfleet.lab.network.LabRouter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The device inventory with the UUID of each device. */
@Component
class InventoryApi implements CncServlet.MountedApi {
    private static final int PAGE_SIZE = 100;

    private final LabNetwork network;

    InventoryApi(LabNetwork network) {
        this.network = network;
    }

    /** The UUID of a hostname, the same at every start. */
    static String uuid(LabRouter router) {
        return UUID.nameUUIDFromBytes(("device/" + router.hostname()).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    @Override
    public Map<String, CncServlet.Api> bases() {
        return Map.of("inventory/v1", this);
    }

    @Override
    public CncReply answer(CncRequest request) {
        if (!request.method().equals("POST")
                || !String.join("/", request.rest()).equals("nodes/query")) {
            return CncReply.unauthorized();
        }
        JsonNode filter =
                request.body().isBlank() ? VendorJson.obj() : request.json().path("filterData");
        int size = Math.max(1, filter.path("PageSize").asInt(PAGE_SIZE));
        int page = Math.max(0, filter.path("PageNum").asInt(0));
        List<LabRouter> routers = network.topology().routers();
        List<JsonNode> found = routers.stream()
                .skip((long) size * page)
                .limit(size)
                .map(InventoryApi::device)
                .toList();
        return CncReply.json(
                200,
                VendorJson.obj(
                        "state",
                        "JOB_COMPLETED",
                        "data",
                        found,
                        "result_count",
                        found.size(),
                        "total_count",
                        routers.size()));
    }

    private static JsonNode device(LabRouter router) {
        return VendorJson.obj(
                "uuid",
                uuid(router),
                "host_name",
                router.hostname(),
                "node_ip",
                VendorJson.obj("inetAddressFamily", "IPV4", "inetAddr", router.routerId(), "mask", 32),
                "routing_info",
                VendorJson.obj("te_router_id", router.routerId()),
                "product_info",
                VendorJson.obj("software_type", "IOS XR", "manufacturer", "Cisco Systems"),
                "reachability_state",
                "REACHABLE",
                "operational_state",
                "OK");
    }
}
