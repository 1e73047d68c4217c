package io.cemfleet.launcher.demo;

import io.cemfleet.launcher.client.LabNetworkResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The latency of the services on one link as the lab measures it: before, during and after the degradation. */
final class LatencyMonitor {
    private static final int SHOWN = 12;
    private static final List<String> TIERS = List.of("platinum", "gold", "silver", "bronze");
    /** A smaller rise is not the degradation. */
    private static final double RISE_MS = 5;

    /** One-way latency in milliseconds; infinite while all packets are lost. */
    private record LatencyReading(String tier, double before, double worst, double now) {
        boolean suffered() {
            return worst > before + RISE_MS;
        }

        boolean fell() {
            return now < before + (worst - before) / 2;
        }
    }

    private final Map<String, LatencyReading> readings = new LinkedHashMap<>();

    LatencyMonitor(LabNetworkResponse before, String link) {
        before.riding(link)
                .forEach(service -> readings.put(
                        service.id(),
                        new LatencyReading(service.tier(), latency(service), latency(service), latency(service))));
    }

    int services() {
        return readings.size();
    }

    long services(String tier) {
        return readings.values().stream()
                .filter(reading -> reading.tier().equals(tier))
                .count();
    }

    void look(LabNetworkResponse network) {
        for (LabNetworkResponse.Service service : network.services()) {
            readings.computeIfPresent(service.id(), (id, reading) -> {
                double now = latency(service);
                return new LatencyReading(reading.tier(), reading.before(), Math.max(reading.worst(), now), now);
            });
        }
    }

    boolean risen() {
        return readings.values().stream().anyMatch(LatencyReading::suffered);
    }

    /** The services whose latency rose and has not yet fallen. */
    List<String> stillSuffering() {
        return readings.entrySet().stream()
                .filter(entry ->
                        entry.getValue().suffered() && !entry.getValue().fell())
                .map(Map.Entry::getKey)
                .toList();
    }

    List<String> table() {
        var lines = new ArrayList<String>();
        lines.add(String.format(
                Locale.ROOT,
                "   %-28s %-9s %9s %9s %9s",
                "latency in the lab, ms",
                "tier",
                "before",
                "degraded",
                "now"));
        var rows = readings.entrySet().stream()
                .filter(entry -> entry.getValue().suffered())
                .sorted(Comparator.comparingInt(entry -> order(entry.getValue().tier())))
                .toList();
        rows.stream().limit(SHOWN).forEach(entry -> lines.add(row(entry.getKey(), entry.getValue())));
        if (rows.size() > SHOWN) {
            long fell = rows.stream()
                    .skip(SHOWN)
                    .filter(entry -> entry.getValue().fell())
                    .count();
            lines.add("   and " + (rows.size() - SHOWN) + " more, of which " + fell + " fell");
        }
        return lines;
    }

    private static String row(String id, LatencyReading reading) {
        return String.format(
                Locale.ROOT,
                "   %-28s %-9s %9.1f %9.1f %9.1f",
                id,
                reading.tier(),
                reading.before(),
                reading.worst(),
                reading.now());
    }

    private static int order(String tier) {
        int index = TIERS.indexOf(tier);
        return index < 0 ? TIERS.size() : index;
    }

    private static double latency(LabNetworkResponse.Service service) {
        return Objects.requireNonNullElse(service.latencyMs(), Double.POSITIVE_INFINITY);
    }
}
