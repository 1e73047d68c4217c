package io.cemfleet.launcher.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * The report of each tunnel in an update after steering: latency before, predicted and measured, and its fullest link.
 */
public final class SteeringLines {
    private static final int SHOWN = 8;
    private static final String UNKNOWN = "?";

    private SteeringLines() {}

    /**
     * A line for each tunnel that was measured, the bad ones first, at most eight; empty when the update measured none.
     *
     * @param update an entry of a ticket's {@code updates[]}
     */
    public static List<String> of(JsonNode update) {
        List<JsonNode> measured = StreamSupport.stream(
                        update.path("payload").path("details").path("tunnels").spliterator(), false)
                .filter(tunnel -> tunnel.has("verdict"))
                .sorted(Comparator.comparing(
                        tunnel -> tunnel.path("verdict").asText().equals("helped")))
                .toList();
        var lines = new ArrayList<String>();
        measured.stream().limit(SHOWN).map(SteeringLines::line).forEach(lines::add);
        if (measured.size() > SHOWN) {
            long helped = measured.stream()
                    .skip(SHOWN)
                    .filter(tunnel -> tunnel.path("verdict").asText().equals("helped"))
                    .count();
            lines.add("   and " + (measured.size() - SHOWN) + " tunnels more, of which " + helped + " helped");
        }
        return lines;
    }

    private static String line(JsonNode tunnel) {
        return String.format(
                        Locale.ROOT,
                        "   %-10s %s: before %s, predicted %s, measured %s%s",
                        tunnel.path("verdict").asText(),
                        tunnel.path("tunnel_id").asText(),
                        service(tunnel.path("before")),
                        service(tunnel.path("predicted")),
                        service(tunnel.path("after")),
                        fullest(tunnel.path("links")).map(SteeringLines::link).orElse(""))
                .stripTrailing();
    }

    private static String service(JsonNode figures) {
        String latency = number(figures.path("latency_ms"), "%.1f ms");
        String loss = number(figures.path("loss_pct"), "%.2f %% loss");
        return latency.equals(UNKNOWN) && loss.equals(UNKNOWN) ? UNKNOWN : latency + " " + loss;
    }

    private static Optional<JsonNode> fullest(JsonNode links) {
        return StreamSupport.stream(links.spliterator(), false)
                .max(Comparator.comparingDouble(link -> Math.max(
                        link.path("measured").asDouble(), link.path("predicted").asDouble())));
    }

    private static String link(JsonNode link) {
        return ", fullest link " + link.path("link_id").asText() + " " + number(link.path("predicted"), "%.2f")
                + " predicted, " + number(link.path("measured"), "%.2f") + " measured";
    }

    private static String number(JsonNode value, String form) {
        return value.isNumber() ? String.format(Locale.ROOT, form, value.asDouble()) : UNKNOWN;
    }
}
