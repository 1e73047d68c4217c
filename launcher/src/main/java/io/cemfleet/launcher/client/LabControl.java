package io.cemfleet.launcher.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** The lab's control API. */
public final class LabControl {
    private final JsonHttpClient http;
    private final String base;

    public LabControl(JsonHttpClient http, String base) {
        this.http = http;
        this.base = base;
    }

    public LabNetworkResponse network() {
        try {
            return JsonHttpClient.JSON.treeToValue(http.get(base + "/lab/network"), LabNetworkResponse.class);
        } catch (JsonProcessingException e) {
            throw new JsonHttpClient.HttpRefusedException(
                    0, "the lab's answer is not a network: " + e.getOriginalMessage());
        }
    }

    /** Starts a scenario of the lab; {@code run_id} identifies the run, {@code links} has the chosen links. */
    public JsonNode start(String scenario) {
        return http.post(base + "/lab/scenarios/" + scenario, Map.of());
    }

    /** Continues a run of a scenario. */
    public JsonNode cue(String run, String cue) {
        return http.post(base + "/lab/runs/" + run + "/cues/" + cue, Map.of());
    }

    /** Ends a run, and heals its links and the simulated systems. */
    public void end(String run) {
        http.delete(base + "/lab/runs/" + run);
    }

    /** Adds delay and jitter in ms and loss in percent to the link's own values. */
    public void degrade(String link, double latencyMs, double jitterMs, double lossPct) {
        http.post(
                base + "/lab/links/" + link + "/degrade",
                Map.of("latency_ms", latencyMs, "jitter_ms", jitterMs, "loss_pct", lossPct));
    }

    /** Takes the link down and out of every inventory. */
    public void cut(String link) {
        http.post(base + "/lab/links/" + link + "/cut", Map.of());
    }

    /** The number of requests that the simulated systems still have to fail. */
    public int faults() {
        int count = 0;
        for (JsonNode fault : http.get(base + "/lab/faults").path("items")) {
            count += fault.path("count").asInt();
        }
        return count;
    }

    public void heal(String link) {
        http.post(base + "/lab/links/" + link + "/heal", Map.of());
    }
}
