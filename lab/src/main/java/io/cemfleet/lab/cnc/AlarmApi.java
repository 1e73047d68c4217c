package io.cemfleet.lab.cnc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Serves device alarms, and the platform's own alarms (of which the lab has none). */
@Component
class AlarmApi implements CncServlet.MountedApi {
    private static final int MAX_COUNT = 100;

    private final ThresholdAlarms alarms;
    private final Clock clock;

    AlarmApi(ThresholdAlarms alarms, Clock clock) {
        this.alarms = alarms;
        this.clock = clock;
    }

    @Override
    public Map<String, CncServlet.Api> bases() {
        return Map.of("alarm/restconf/data/v2", this, "alarms/v1", this::platform);
    }

    @Override
    public CncReply answer(CncRequest request) {
        if (!request.method().equals("GET") || !request.route().equals("alarm")) {
            return CncReply.unauthorized();
        }
        if (!CncReply.JSON.equals(request.http().getHeader("Accept"))) {
            return CncReply.rc(406, "ALM.0001", "Accept must be application/json");
        }
        int start = request.intParam(".startIndex", 0);
        int count = Math.clamp(request.intParam(".maxCount", MAX_COUNT), 1, MAX_COUNT);
        List<ObjectNode> found = alarms.list().stream()
                .skip(start)
                .limit(count)
                .map(DeviceAlarm::json)
                .toList();
        return CncReply.json(200, page(start, start + found.size() - 1, "alm.alarm", found));
    }

    /**
     * A page as CNC returns it: a single hit is an object instead of a list; an empty page has the last index -1 and no
     * data.
     */
    static ObjectNode page(int first, int last, String member, List<ObjectNode> items) {
        boolean none = items.isEmpty();
        ObjectNode message = VendorJson.obj(
                "com.header",
                VendorJson.obj(
                        "com.firstIndex", none ? 0 : first, "com.lastIndex", none ? -1 : last, "com.iteratorId", 5));
        if (!none) {
            message.set("com.data", VendorJson.obj(member, items.size() == 1 ? items.getFirst() : items));
        }
        return VendorJson.obj("com.response-message", message);
    }

    CncReply platform(CncRequest request) {
        return switch (request.method() + " " + String.join("/", request.rest())) {
            case "POST query" ->
                CncReply.json(200, VendorJson.obj("state", "Success", "Message", "", "alarms", List.of()));
            case "PUT ack" -> acknowledge(request.json());
            default -> CncReply.unauthorized();
        };
    }

    private CncReply acknowledge(JsonNode body) {
        boolean done = alarms.acknowledge(
                        body.path("alarmId").asText(), body.path("ack").asBoolean(true), clock.instant())
                .isPresent();
        return CncReply.json(
                200, VendorJson.obj("state", done ? "Success" : "Failure", "Message", done ? "" : "Alarm not found"));
    }
}
