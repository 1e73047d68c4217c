package io.cemfleet.orchestrator.flow;

import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.Route;
import io.cemfleet.orchestrator.incident.Tunnel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The {@code details} of updates: scalars of the highest-tier protection, arrays of all. */
final class Details {
    private Details() {}

    static String pathType(Protection protection) {
        Route route = protection.state().routeOrNull();
        var type = route == null ? null : route.path().pathType();
        return (type == null ? protection.key().teType() : type).wire();
    }

    static Map<String, Object> path(Protection protection) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("protection_key", protection.id());
        item.put("sla_tier", protection.cover().tier().wire());
        item.put("path_type", pathType(protection));
        Route route = protection.state().routeOrNull();
        if (route != null) {
            item.put("hop_count", route.path().hopCount());
            item.put("links", route.path().links());
            item.put("delay_ms", route.path().delayMs());
            item.put("relaxed", route.relaxed());
        }
        return item;
    }

    /** Phase 3. */
    static Map<String, Object> paths(List<Protection> highestTierFirst) {
        Map<String, Object> first = path(highestTierFirst.getFirst());
        Map<String, Object> details = new LinkedHashMap<>();
        for (String scalar : List.of("path_type", "hop_count", "relaxed")) {
            Object value = first.get(scalar);
            if (value != null) {
                details.put(scalar, value);
            }
        }
        details.put("paths", highestTierFirst.stream().map(Details::path).toList());
        return details;
    }

    private static Map<String, Object> tunnel(Protection protection, Tunnel tunnel) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("tunnel_id", tunnel.tunnelId());
        if (tunnel.bindingSid() != null) {
            item.put("binding_sid", tunnel.bindingSid());
        }
        item.put("te_type", tunnel.teType().wire());
        item.put("protection_key", protection.id());
        item.put("sla_tier", protection.cover().tier().wire());
        item.put("services", protection.cover().services());
        return item;
    }

    /** Phase 4. */
    static Map<String, Object> tunnels(List<Protection> highestTierFirst) {
        List<Map<String, Object>> all = highestTierFirst.stream()
                .flatMap(protection -> {
                    Tunnel tunnel = protection.state().tunnelOrNull();
                    return tunnel == null
                            ? java.util.stream.Stream.empty()
                            : java.util.stream.Stream.of(tunnel(protection, tunnel));
                })
                .toList();
        Map<String, Object> details = new LinkedHashMap<>();
        if (!all.isEmpty()) {
            for (String scalar : List.of("tunnel_id", "binding_sid", "te_type")) {
                Object value = all.getFirst().get(scalar);
                if (value != null) {
                    details.put(scalar, value);
                }
            }
        }
        details.put("tunnels", all);
        return details;
    }

    /** Phase 5. */
    static Map<String, Object> steered(List<Protection> carrying) {
        TreeSet<String> steered = new TreeSet<>();
        TreeSet<String> left = new TreeSet<>();
        for (Protection protection : carrying) {
            if (protection.state() instanceof ProtectionState.Steered state) {
                steered.addAll(state.services().isEmpty() ? protection.cover().services() : state.services());
            }
            left.addAll(protection.cover().services());
        }
        left.removeAll(steered);
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("traffic_steered", true);
        details.put("services_steered", steered.size());
        details.put("services", List.copyOf(steered));
        if (!left.isEmpty()) {
            details.put("services_not_steered", List.copyOf(left));
        }
        return details;
    }
}
