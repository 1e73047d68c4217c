package io.cemfleet.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.launcher.client.JsonHttpClient;
import io.cemfleet.launcher.client.LabControl;
import io.cemfleet.launcher.client.LabNetworkResponse;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Picks links that can be degraded without an effect on open incidents. */
final class LinkPicker {
    private static final String LAB = "http://127.0.0.1:8090";

    private final JsonHttpClient http;
    private final LabControl lab;
    private final Map<String, Integer> used = new HashMap<>();
    private final Set<String> useless = new HashSet<>();

    LinkPicker(JsonHttpClient http) {
        this.http = http;
        this.lab = new LabControl(http, LAB);
    }

    /** A link with its two nodes, and the services that use it. */
    record PickedLink(String link, Set<String> nodes, Set<String> services) {
        boolean apart(PickedLink other) {
            return nodes.stream().noneMatch(other.nodes::contains)
                    && services.stream().noneMatch(other.services::contains);
        }
    }

    /** The least used link of this size that shares neither a node nor a service with the links in use. */
    Optional<PickedLink> free(Collection<PickedLink> taken, ProtectSize size) {
        LabNetworkResponse network = lab.network();
        Map<String, Set<String>> nodes = new HashMap<>();
        for (JsonNode link : http.get(LAB + "/lab/network").path("links")) {
            nodes.put(
                    link.path("id").asText(),
                    Set.of(link.path("a").asText(), link.path("z").asText()));
        }
        return network.links().stream()
                .map(LabNetworkResponse.Link::id)
                .filter(link -> !useless.contains(link))
                .map(link -> new PickedLink(
                        link,
                        nodes.getOrDefault(link, Set.of()),
                        network.riding(link).stream()
                                .map(LabNetworkResponse.Service::id)
                                .collect(Collectors.toUnmodifiableSet())))
                .filter(spot -> size.fits(spot.services().size()))
                .filter(spot -> taken.stream().allMatch(spot::apart))
                .min(Comparator.<PickedLink>comparingInt(spot -> used.getOrDefault(spot.link(), 0))
                        .thenComparing(spot -> spot.services().size())
                        .thenComparing(PickedLink::link));
    }

    void degrade(PickedLink spot) {
        used.merge(spot.link(), 1, Integer::sum);
        lab.degrade(spot.link(), 120, 0, 0);
    }

    void heal(PickedLink spot) {
        lab.heal(spot.link());
    }

    /** Excludes a link whose incident could not be protected. */
    void giveUp(PickedLink spot) {
        useless.add(spot.link());
    }
}
