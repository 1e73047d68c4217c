package io.cemfleet.launcher.scenario;

import io.cemfleet.launcher.client.LabNetworkResponse;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The lab's measurements at one moment.
 *
 * @param loads utilisation by direction: a link, and the router where it begins
 * @param fares the condition of services, by their id
 */
record LabFigures(Map<String, Double> loads, Map<String, ServiceQuality> fares) {
    /** A tolerance, since demands drift. */
    private static final double DRIFT = 0.02;

    private static final double LOSS_PCT = 0.1;
    private static final double LATENCY_MS = 2;

    /** @param latencyMs infinite while all packets are lost */
    record ServiceQuality(double latencyMs, double lossPct) {
        boolean worseThan(ServiceQuality other) {
            return lossPct > other.lossPct + LOSS_PCT || latencyMs > other.latencyMs + LATENCY_MS;
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.1f ms and %.2f %% loss", latencyMs, lossPct);
        }
    }

    LabFigures {
        loads = Map.copyOf(loads);
        fares = Map.copyOf(fares);
    }

    static LabFigures of(LabNetworkResponse network) {
        var loads = new HashMap<String, Double>();
        network.links().forEach(link -> link.loads()
                .forEach(load -> loads.put(link.id() + " from " + load.from(), load.utilisation())));
        var fares = new HashMap<String, ServiceQuality>();
        network.services()
                .forEach(service -> fares.put(
                        service.id(),
                        new ServiceQuality(
                                Objects.requireNonNullElse(service.latencyMs(), Double.POSITIVE_INFINITY),
                                service.lossPct())));
        return new LabFigures(loads, fares);
    }

    double fullest() {
        return loads.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }

    /** The directions that exceed a threshold in the later figures but not in these, with their later load. */
    Map<String, Double> crossing(double threshold, LabFigures later) {
        var crossing = new TreeMap<String, Double>();
        later.loads().forEach((direction, load) -> {
            double before = loads.getOrDefault(direction, 0.0);
            if (before <= threshold && load > threshold + DRIFT || before > threshold && load > before + DRIFT) {
                crossing.put(direction, load);
            }
        });
        return crossing;
    }

    /** The highest later load of a direction that does not exceed the threshold in these figures. */
    double fullestOfBelow(double threshold, LabFigures later) {
        return later.loads().entrySet().stream()
                .filter(load -> loads.getOrDefault(load.getKey(), 0.0) <= threshold)
                .mapToDouble(Map.Entry::getValue)
                .max()
                .orElse(0);
    }

    /** The services that are worse in the later figures, with both conditions. */
    Map<String, String> worse(LabFigures later) {
        var worse = new TreeMap<String, String>();
        later.fares().forEach((service, fare) -> {
            ServiceQuality before = fares.get(service);
            if (before != null && fare.worseThan(before)) {
                worse.put(service, fare + " instead of " + before);
            }
        });
        return worse;
    }
}
