package io.cemfleet.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.cemfleet.launcher.client.JsonHttpClient;
import io.cemfleet.launcher.state.FleetCredentials;
import io.cemfleet.launcher.state.FleetFailure;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** CNC's alarms about a link, raised and cleared through the correlator's webhook. */
final class AlarmSender {
    private final LoopbackClient http = new LoopbackClient();
    private final String webhook;

    AlarmSender(FleetCredentials credentials) {
        this.webhook = "http://127.0.0.1:8001/webhooks/cnc/" + credentials.get(FleetCredentials.WEBHOOK_CNC_SECRET);
    }

    /** @return the time at which the 202 arrived */
    Instant raise(String alarm, String link) {
        return post(alarm, link, "major");
    }

    void clear(String alarm, String link) {
        post(alarm, link, "clear");
    }

    private Instant post(String alarm, String link, String severity) {
        var body = JsonHttpClient.JSON
                .createObjectNode()
                .put("alarm_id", alarm)
                .put("alarm_type", "link_delay")
                .put("severity", severity)
                .put("resource_type", "link")
                .put("resource_id", link)
                .put("description", "delay 130.0 ms > 20.0 ms")
                .put("timestamp", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        try {
            int status = http.post(webhook, JsonHttpClient.JSON.writeValueAsBytes(body));
            Instant answered = Instant.now();
            if (status != 202) {
                throw new FleetFailure("the webhook answered " + status);
            }
            return answered;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
