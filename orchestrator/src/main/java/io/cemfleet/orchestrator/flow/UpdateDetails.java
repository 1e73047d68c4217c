package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.IncidentView;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionRecord;
import io.cemfleet.orchestrator.incident.ProtectionRoute;
import io.cemfleet.orchestrator.incident.ProtectionTunnel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@code details} of updates: scalars of the highest-tier protection, arrays of all. */
final class UpdateDetails {
    private UpdateDetails() {}

    static String pathType(Protection protection) {
        ProtectionRoute route = protection.state().routeOrNull();
        var type = route == null ? null : route.path().pathType();
        return (type == null ? protection.key().teType() : type).wire();
    }

    static Map<String, Object> path(Protection protection) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("protection_key", protection.id());
        item.put("sla_tier", protection.scope().tier().wire());
        item.put("path_type", pathType(protection));
        ProtectionRoute route = protection.state().routeOrNull();
        if (route != null) {
            item.put("hop_count", route.path().hopCount());
            item.put("links", route.path().links());
            item.put("delay_ms", route.path().delayMs());
            item.put("relaxed", route.relaxed());
            if (route.prediction() != null) {
                item.put("prediction", route.prediction());
            }
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
        details.put("paths", highestTierFirst.stream().map(UpdateDetails::path).toList());
        return details;
    }

    private static Map<String, Object> tunnel(Protection protection, ProtectionTunnel tunnel) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("tunnel_id", tunnel.tunnelId());
        if (tunnel.bindingSid() != null) {
            item.put("binding_sid", tunnel.bindingSid());
        }
        item.put("te_type", tunnel.teType().wire());
        item.put("protection_key", protection.id());
        item.put("sla_tier", protection.scope().tier().wire());
        item.put("services", protection.scope().services());
        ProtectionRoute route = protection.state().routeOrNull();
        if (route != null && route.prediction() != null) {
            item.put("prediction", route.prediction());
        }
        return item;
    }

    /** Phase 4. */
    static Map<String, Object> tunnels(List<Protection> highestTierFirst) {
        List<Map<String, Object>> all = highestTierFirst.stream()
                .flatMap(protection -> {
                    ProtectionTunnel tunnel = protection.state().tunnelOrNull();
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

    /** Phase 5: a service is steered when its traffic is on each of its tunnels. */
    static Map<String, Object> steered(List<Protection> all) {
        SteeredServices steeredServices = SteeredServices.of(all);
        Map<String, Object> details = new LinkedHashMap<>();
        details.put(
                "traffic_steered",
                all.stream()
                        .filter(protection -> protection.state().carriesTraffic())
                        .allMatch(protection -> protection.servicesOffTunnel().isEmpty()));
        details.put("services_steered", steeredServices.on().size());
        details.put("services", steeredServices.on());
        if (!steeredServices.off().isEmpty()) {
            details.put(
                    "services_not_steered", List.copyOf(steeredServices.off().keySet()));
            details.put("not_steered", steeredServices.off());
        }
        return details;
    }

    static List<Map<String, Object>> notSteered(List<ProtectionRecord.UnsteeredService> left) {
        return left.stream()
                .map(one -> Map.<String, Object>of("service_id", one.serviceId(), "reason", one.reason()))
                .toList();
    }

    /** Service levels side by side, as far as they are known. */
    static void figures(
            Map<String, Object> details,
            IncidentView.@Nullable SlaValues before,
            IncidentView.@Nullable SlaValues predicted,
            IncidentView.@Nullable SlaValues after) {
        putKnown(details, "sla_before", before);
        putKnown(details, "sla_predicted", predicted);
        putKnown(details, "sla_after", after);
    }

    private static void putKnown(Map<String, Object> details, String name, @Nullable Object value) {
        if (value != null) {
            details.put(name, value);
        }
    }
}
