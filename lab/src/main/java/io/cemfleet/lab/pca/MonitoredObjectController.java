package io.cemfleet.lab.pca;

import io.cemfleet.lab.network.LabNetwork;
import io.cemfleet.lab.network.ProbeSession;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v2/monitored-objects}: the sessions, in pages that begin at a start key. */
@RestController
class MonitoredObjectController {

    private static final int MOST = 1000;

    private final LabNetwork network;

    MonitoredObjectController(LabNetwork network) {
        this.network = network;
    }

    record Page(List<JsonApi.Item<MonitoredObject>> data, Map<String, Object> meta, Map<String, String> links) {}

    @GetMapping("/api/v2/monitored-objects")
    Page list(
            @RequestParam(name = "start_key", defaultValue = "") String startKey,
            @RequestParam(name = "limit", defaultValue = "100") String limit) {
        int size = size(limit);
        List<ProbeSession> rest = network.state().sessions().stream()
                .filter(session -> session.id().compareTo(startKey) >= 0)
                .limit(size + 1L)
                .toList();
        List<JsonApi.Item<MonitoredObject>> items = rest.stream()
                .limit(size)
                .map(session -> new JsonApi.Item<>(
                        session.id(), "monitoredObjects", MonitoredObject.of(session, network.topology())))
                .toList();
        Map<String, Object> meta = new HashMap<>();
        Map<String, String> links = new HashMap<>();
        meta.put("count", items.size());
        if (rest.size() > size) {
            String next = rest.getLast().id();
            meta.put("nextStartKey", next);
            links.put("next", "/api/v2/monitored-objects?start_key=" + next + "&limit=" + size);
        }
        return new Page(items, meta, links);
    }

    private static int size(String limit) {
        try {
            int size = Integer.parseInt(limit);
            if (size >= 1) {
                return Math.min(size, MOST);
            }
        } catch (NumberFormatException e) {
            throw new PcaErrors.BadRequest("limit must be a number");
        }
        throw new PcaErrors.BadRequest("limit must be at least 1");
    }
}
