package io.cemfleet.e2e.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/** The lab's control API: what really happens in the network, which no agent may ask. */
public final class LabClient {
    private static final int PORT = 8090;

    private LabClient() {}

    public static void degrade(String link) {
        String impairment = "{\"latency_ms\": 250, \"jitter_ms\": 8, \"loss_pct\": 0.5}";
        expect(OperatorHttp.post(
                PORT, "/lab/links/" + link + "/degrade", impairment.getBytes(StandardCharsets.UTF_8), Map.of()));
    }

    public static void heal(String link) {
        expect(OperatorHttp.post(PORT, "/lab/links/" + link + "/heal", new byte[0], Map.of()));
    }

    /** Orders one fault: the next matching request at a simulated system fails. */
    public static void fault(String face, String kind, String operation) {
        String order = "{\"face\": \"%s\", \"kind\": \"%s\", \"operation\": \"%s\"}".formatted(face, kind, operation);
        expect(OperatorHttp.post(PORT, "/lab/faults", order.getBytes(StandardCharsets.UTF_8), Map.of()));
    }

    /** Lets a simulated system fail at every request, from now until the faults are forgotten. */
    public static void outage(String face, String kind) {
        String order = "{\"face\": \"%s\", \"kind\": \"%s\", \"count\": %d}".formatted(face, kind, Integer.MAX_VALUE);
        expect(OperatorHttp.post(PORT, "/lab/faults", order.getBytes(StandardCharsets.UTF_8), Map.of()));
    }

    /** Forgets the faults that no request met. */
    public static void forgetFaults() {
        expect(OperatorHttp.send("DELETE", PORT, "/lab/faults", new byte[0], Map.of()));
    }

    public static JsonNode network() {
        return OperatorHttp.get(PORT, "/lab/network");
    }

    /** Services of which some flow crosses the link now, by tier. */
    public static Map<String, Set<String>> servicesOver(String link) {
        Map<String, Set<String>> byTier = new HashMap<>();
        for (JsonNode service : network().path("services")) {
            for (JsonNode path : service.path("paths")) {
                if (path.path("share").asDouble() > 0
                        && strings(path.path("links")).contains(link)) {
                    byTier.computeIfAbsent(service.path("tier").asText(), tier -> new HashSet<>())
                            .add(service.path("id").asText());
                }
            }
        }
        return byTier;
    }

    /** One-way latency of a service's worst flow, in ms. */
    public static double latency(String service) {
        for (JsonNode one : network().path("services")) {
            if (one.path("id").asText().equals(service)) {
                return one.path("latency_ms").asDouble();
            }
        }
        throw new IllegalArgumentException("no service " + service);
    }

    /** Names of the policies that stand in the network. */
    public static Set<String> tunnels() {
        Set<String> names = new HashSet<>();
        network()
                .path("tunnels")
                .forEach(tunnel -> names.add(tunnel.path("name").asText()));
        return names;
    }

    /** A link with at least one platinum service and few others, so that an incident stays small; none of these. */
    public static String smallLink(Set<String> besides) {
        record Candidate(String link, int services) {}
        List<Candidate> candidates = new ArrayList<>();
        for (JsonNode link : network().path("links")) {
            String id = link.path("id").asText();
            Map<String, Set<String>> services = servicesOver(id);
            if (services.containsKey("platinum") && !besides.contains(id)) {
                candidates.add(new Candidate(
                        id, services.values().stream().mapToInt(Set::size).sum()));
            }
        }
        return candidates.stream()
                .min(java.util.Comparator.comparingInt(Candidate::services))
                .orElseThrow()
                .link();
    }

    public static List<JsonNode> requests(String face) {
        JsonNode items =
                OperatorHttp.get(PORT, "/lab/faces/" + face + "/requests").path("items");
        return StreamSupport.stream(items.spliterator(), false).toList();
    }

    public static void forgetRequests(String face) {
        expect(OperatorHttp.send("DELETE", PORT, "/lab/faces/" + face + "/requests", new byte[0], Map.of()));
    }

    private static Set<String> strings(JsonNode array) {
        Set<String> strings = new HashSet<>();
        array.forEach(item -> strings.add(item.asText()));
        return strings;
    }

    private static void expect(OperatorHttp.HttpReply answer) {
        if (answer.status() / 100 != 2) {
            throw new IllegalStateException("the lab answered " + answer.status() + ": " + answer.text());
        }
    }
}
