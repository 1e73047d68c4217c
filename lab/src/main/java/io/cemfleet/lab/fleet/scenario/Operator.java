package io.cemfleet.lab.fleet.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.lab.fleet.client.Http;
import io.cemfleet.lab.fleet.process.Waiting;
import java.time.Duration;
import java.util.Map;

/** What an operator does, by the agents' public APIs. */
final class Operator {
    private static final int CONFLICT = 409;
    private static final int TRIES = 30;

    private final Http http;
    private final ScenarioAddresses addresses;

    Operator(Http http, ScenarioAddresses addresses) {
        this.http = http;
        this.addresses = addresses;
    }

    JsonNode incident(String id) {
        return http.get(addresses.orchestrator() + "/api/incidents/" + id);
    }

    /** Acts on the incident as it stands; when it moved on in between, looks again and acts again. */
    void act(String id, String action, String reason) {
        for (int tries = 1; ; tries++) {
            long version = incident(id).path("version").asLong();
            try {
                http.post(
                        addresses.orchestrator() + "/api/incidents/" + id + "/actions",
                        Map.of("action", action, "reason", reason, "expected_version", version));
                return;
            } catch (Http.Refused e) {
                boolean movedOn =
                        e.status() == CONFLICT && String.valueOf(e.getMessage()).contains("version_moved_on");
                if (!movedOn || tries >= TRIES) {
                    throw e;
                }
                Waiting.pause(Duration.ofMillis(100));
            }
        }
    }

    boolean stopped() {
        return http.get(addresses.tunnels() + "/api/controls")
                .path("stop")
                .path("stopped")
                .asBoolean();
    }

    /** Stops all automation, or lets it go on. */
    void stop(boolean stopped, String reason) {
        http.put(addresses.tunnels() + "/api/controls/stop", Map.of("stopped", stopped, "reason", reason));
    }
}
