package io.cemfleet.launcher.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.launcher.client.JsonHttpClient;
import io.cemfleet.launcher.process.PollingWait;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Sends operator commands to the agents' public APIs. */
final class OperatorActions {
    private static final int CONFLICT = 409;
    private static final int TRIES = 30;

    private final JsonHttpClient http;
    private final ScenarioAddresses addresses;

    OperatorActions(JsonHttpClient http, ScenarioAddresses addresses) {
        this.http = http;
        this.addresses = addresses;
    }

    JsonNode incident(String id) {
        return http.get(addresses.orchestrator() + "/api/incidents/" + id);
    }

    /** Sends a command for the incident's present version; when it changed in between, reads it again and retries. */
    void act(String id, String action, String reason) {
        for (int tries = 1; ; tries++) {
            long version = incident(id).path("version").asLong();
            try {
                http.post(
                        addresses.orchestrator() + "/api/incidents/" + id + "/actions",
                        Map.of("action", action, "reason", reason, "expected_version", version));
                return;
            } catch (JsonHttpClient.HttpRefusedException e) {
                boolean movedOn =
                        e.status() == CONFLICT && String.valueOf(e.getMessage()).contains("version_moved_on");
                if (!movedOn || tries >= TRIES) {
                    throw e;
                }
                PollingWait.pause(Duration.ofMillis(100));
            }
        }
    }

    /** The incidents of tunnels, by the tunnel's name, without deleted ones. */
    Map<String, String> tunnels() {
        var owners = new HashMap<String, String>();
        String cursor = "";
        do {
            JsonNode page = http.get(addresses.tunnels() + "/api/tunnels" + cursor);
            for (JsonNode tunnel : page.path("items")) {
                if (!tunnel.path("state").asText().equals("deleted")) {
                    owners.put(
                            tunnel.path("tunnel_id").asText(),
                            tunnel.path("incident_id").asText());
                }
            }
            cursor = page.hasNonNull("next")
                    ? "?cursor=" + URLEncoder.encode(page.path("next").asText(), StandardCharsets.UTF_8)
                    : "";
        } while (!cursor.isEmpty());
        return owners;
    }

    boolean stopped() {
        return http.get(addresses.tunnels() + "/api/controls")
                .path("stop")
                .path("stopped")
                .asBoolean();
    }

    /** Stops all automation, or resumes it. */
    void stop(boolean stopped, String reason) {
        http.put(addresses.tunnels() + "/api/controls/stop", Map.of("stopped", stopped, "reason", reason));
    }
}
