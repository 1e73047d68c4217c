package io.cemfleet.launcher.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One message to the io-agent as one plain line: number, phase, duration and decision. */
public final class PhaseLine {
    private static final Map<String, String> NAMES = Map.of(
            "1", "detected",
            "2", "assessed",
            "3", "computed",
            "4", "provisioned",
            "5", "steered",
            "6", "monitoring",
            "7", "restoring");

    private PhaseLine() {}

    /** @param update an entry of a ticket's {@code updates[]} */
    public static String of(JsonNode update, Duration took) {
        JsonNode payload = update.path("payload");
        String phase = payload.path("phase").asText("");
        return switch (update.path("task_type").asText()) {
            case "new_ticket" ->
                line(
                        "0",
                        "opened",
                        took,
                        payload.path("incident_id").asText() + "  "
                                + payload.path("severity").asText() + "  "
                                + payload.path("summary").asText());
            case "ticket_closed" -> line("8", "closed", took, closed(payload));
            case "error" ->
                line(
                        phase,
                        "error",
                        took,
                        payload.path("code").asText() + ": "
                                + payload.path("message").asText());
            default -> line(phase, name(payload), took, decided(payload));
        };
    }

    private static String name(JsonNode payload) {
        String status = payload.path("status").asText();
        return switch (status) {
            case "escalated", "dampening" -> status;
            default -> NAMES.getOrDefault(payload.path("phase").asText(), status);
        };
    }

    private static String decided(JsonNode payload) {
        JsonNode details = payload.path("details");
        var facts = new ArrayList<String>();
        switch (payload.path("phase").asText()) {
            case "1" -> {
                fact(facts, details, "alert_count", "alerts %s");
                fact(facts, details, "correlation_rule", "rule %s");
            }
            case "2" -> {
                fact(facts, details, "total_affected", "%s services");
                details.path("services_by_tier").properties().forEach(tier -> {
                    if (tier.getValue().asInt() > 0) {
                        facts.add(tier.getValue().asText() + " " + tier.getKey());
                    }
                });
            }
            case "3" -> {
                fact(facts, details, "path_type", "%s path");
                fact(facts, details, "hop_count", "%s hops");
                count(facts, details, "paths", "paths");
            }
            case "4" -> {
                fact(facts, details, "tunnel_id", "%s");
                fact(facts, details, "binding_sid", "binding SID %s");
                fact(facts, details, "te_type", "%s");
                count(facts, details, "tunnels", "tunnels");
            }
            case "5" -> count(facts, details, "services_steered", "services steered");
            case "6" -> {
                fact(facts, details, "event", "%s");
                fact(facts, details, "hold_seconds", "hold %s s");
                fact(facts, details, "sla_tier", "%s");
            }
            case "7" -> {
                fact(facts, details, "stage", "stage %s");
                fact(facts, details, "protection_weight", "protection %s");
                fact(facts, details, "original_weight", "original %s");
            }
            default -> {}
        }
        fact(facts, details, "reason", "%s");
        String message = payload.path("message").asText();
        return facts.isEmpty() ? message : String.join(", ", facts) + "  (" + message + ")";
    }

    private static String closed(JsonNode payload) {
        return payload.path("resolution").asText() + " after "
                + payload.path("duration_seconds").asText() + " s: "
                + payload.path("summary").asText();
    }

    private static void fact(List<String> facts, JsonNode details, String name, String form) {
        JsonNode value = details.path(name);
        if (value.isValueNode() && !value.isNull() && !value.asText().isEmpty()) {
            facts.add(String.format(Locale.ROOT, form, value.asText()));
        }
    }

    private static void count(List<String> facts, JsonNode details, String name, String what) {
        JsonNode value = details.path(name);
        if (value.isArray() && !value.isEmpty()) {
            facts.add(value.size() + " " + what);
        } else if (value.isIntegralNumber()) {
            facts.add(value.asText() + " " + what);
        }
    }

    private static String line(String number, String name, Duration took, String text) {
        return String.format(Locale.ROOT, "%-2s %-12s +%6.1f s  %s", number, name, took.toMillis() / 1000.0, text);
    }
}
