package io.cemfleet.lab.fleet.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Map;

/** The lab's control API. */
final class LabControl {
    private final Http http;
    private final String base;

    LabControl(Http http, String base) {
        this.http = http;
        this.base = base;
    }

    LabNetwork network() {
        try {
            return Http.JSON.treeToValue(http.get(base + "/lab/network"), LabNetwork.class);
        } catch (JsonProcessingException e) {
            throw new Http.Refused("the lab's answer is not a network: " + e.getOriginalMessage());
        }
    }

    /** Adds to what the link has of its own: delay and jitter in ms, loss in percent. */
    void degrade(String link, double latencyMs, double jitterMs, double lossPct) {
        http.post(
                base + "/lab/links/" + link + "/degrade",
                Map.of("latency_ms", latencyMs, "jitter_ms", jitterMs, "loss_pct", lossPct));
    }

    void heal(String link) {
        http.post(base + "/lab/links/" + link + "/heal", Map.of());
    }
}
