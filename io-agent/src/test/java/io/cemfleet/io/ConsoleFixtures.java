package io.cemfleet.io;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.runtime.testing.FleetJson;
import java.util.UUID;

/** The only place that makes sample messages: the golden ones, for an incident of one's own. */
final class ConsoleFixtures {
    private ConsoleFixtures() {}

    static String incident() {
        return "INC-2026-" + (UUID.randomUUID().hashCode() & Integer.MAX_VALUE);
    }

    static JsonNode message(String taskType, String incident) {
        return ((ObjectNode) FleetJson.golden(taskType)).put("incident_id", incident);
    }

    static JsonNode status(String incident, String status, String phase, String message) {
        ObjectNode update = (ObjectNode) message("status_update", incident);
        return update.put("status", status).put("phase", phase).put("message", message);
    }
}
