package io.cemfleet.e2e.crash;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.e2e.fleet.LabClient;
import io.cemfleet.e2e.fleet.OperatorHttp;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The customers' configuration, as the lab knows it.
 *
 * @param policies with their ends, colours and weights, as text
 * @param colors of the services' routes; -1: none
 */
record CustomerConfiguration(Set<String> policies, Map<String, Integer> colors) {
    static CustomerConfiguration now() {
        JsonNode network = LabClient.network();
        Map<String, Integer> colors = new TreeMap<>();
        network.path("services")
                .forEach(service -> colors.put(
                        service.path("id").asText(), service.path("color").asInt(-1)));
        return new CustomerConfiguration(
                stream(network.path("tunnels")).map(JsonNode::toString).collect(Collectors.toSet()), colors);
    }

    /** A link that no incident has had yet, with few services, among them coloured platinum ones in both directions. */
    static String freshLink() {
        Set<String> used = new HashSet<>();
        OperatorHttp.get(8009, "/api/tickets").path("items").forEach(ticket -> ticket.path("degraded_links")
                .forEach(link -> used.add(link.asText())));
        JsonNode network = LabClient.network();
        return stream(network.path("links"))
                .map(link -> link.path("id").asText())
                .filter(link -> !used.contains(link) && suits(network, link))
                .min(Comparator.comparingLong(
                                (String link) -> over(network, link).count())
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    private static boolean suits(JsonNode network, String link) {
        return over(network, link)
                        .filter(service -> service.path("tier").asText().equals("platinum")
                                && service.path("color").isInt())
                        .flatMap(service -> crossing(service, link))
                        .map(path -> path.path("head_end").asText()
                                + '>'
                                + path.path("end_point").asText())
                        .distinct()
                        .count()
                > 1;
    }

    private static Stream<JsonNode> over(JsonNode network, String link) {
        return stream(network.path("services"))
                .filter(service -> crossing(service, link).findAny().isPresent());
    }

    private static Stream<JsonNode> crossing(JsonNode service, String link) {
        return stream(service.path("paths"))
                .filter(path -> path.path("share").asDouble() > 0
                        && stream(path.path("links"))
                                .anyMatch(each -> each.asText().equals(link)));
    }

    static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
