package io.cemfleet.restoration.network;

import io.cemfleet.a2a.contract.MonitorRestoration;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.measurement.LinkMeasurement;
import io.cemfleet.cnc.measurement.LinkMeasurements;
import io.cemfleet.cnc.measurement.LinkReadings;
import io.cemfleet.cnc.policy.PolicyKey;
import io.cemfleet.cnc.policy.PolicyMeasurement;
import io.cemfleet.cnc.policy.SrPolicyClient;
import io.cemfleet.cnc.topology.Link;
import io.cemfleet.cnc.topology.LinkDirection;
import io.cemfleet.cnc.topology.NetworkTopology;
import io.cemfleet.cnc.topology.TopologyHolder;
import io.cemfleet.restoration.LoadSettings;
import io.cemfleet.restoration.watch.Watch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Present load and returning demand on the original paths, as the controller measures them now. */
@Component
public class Load {
    private static final Duration TOPOLOGY_AGE = Duration.ofSeconds(60);

    private final TopologyHolder topologies;
    private final LinkMeasurements measurements;
    private final SrPolicyClient policies;
    private final LoadSettings settings;

    Load(TopologyHolder topologies, LinkMeasurements measurements, SrPolicyClient policies, LoadSettings settings) {
        this.topologies = topologies;
        this.measurements = measurements;
        this.policies = policies;
        this.settings = settings;
    }

    /**
     * Whether load degraded the links: their present utilisation, with the demand that was steered away from them, is
     * high. Empty while their utilisation is not known.
     */
    public Optional<Boolean> wasTheCause(Watch watch) {
        NetworkTopology topology =
                topologies.noOlderThan(TOPOLOGY_AGE).optional().orElse(null);
        if (topology == null) {
            return Optional.empty();
        }
        List<LinkDirection> degraded = watch.degradedLinks().stream()
                .flatMap(id -> topology.link(id).stream())
                .flatMap(link -> link.directions().stream())
                .toList();
        LinkReadings readings = measurements.utilisation(degraded);
        Map<LinkDirection, Double> demand = new HashMap<>();
        for (MonitorRestoration.Watched protection : watch.protections()) {
            Double mbps = demand(topology, protection);
            if (mbps != null) {
                shares(topology, protection).forEach((on, share) -> demand.merge(on, mbps * share, Double::sum));
            }
        }
        boolean allKnown = true;
        for (LinkDirection direction : degraded) {
            Double before = after(direction, readings, demand.getOrDefault(direction, 0.0));
            if (before != null && before >= settings.cause()) {
                return Optional.of(true);
            }
            allKnown &= before != null;
        }
        return allKnown ? Optional.of(false) : Optional.empty();
    }

    /** Whether present load and all demand that is still on the tunnels fit on every original link. */
    public Room room(Watch watch) {
        return switch (topologies.noOlderThan(TOPOLOGY_AGE)) {
            case CncResult.Ok<NetworkTopology> ok -> room(watch, ok.value());
            default -> new Room.Unknown("the topology is not to be had");
        };
    }

    /** The limit up to which an original link may be filled, 0 to 1. */
    public double limit() {
        return settings.limit();
    }

    private Room room(Watch watch, NetworkTopology topology) {
        Map<LinkDirection, Double> returning = new HashMap<>();
        for (MonitorRestoration.Watched protection : watch.protections()) {
            Double mbps = demand(topology, protection);
            if (mbps == null) {
                return new Room.Unknown("the demand on " + protection.tunnelId() + " is not known");
            }
            Map<LinkDirection, Double> shares = shares(topology, protection);
            if (shares.isEmpty()) {
                return new Room.Unknown("the original path of " + protection.tunnelId() + " is not in the topology");
            }
            double left = mbps * watch.protectionWeight() / Watch.ALL;
            shares.forEach((direction, share) -> returning.merge(direction, left * share, Double::sum));
        }
        return judge(returning, measurements.utilisation(returning.keySet()));
    }

    private Room judge(Map<LinkDirection, Double> returning, LinkReadings readings) {
        var full = new TreeSet<String>();
        var unknown = new TreeSet<String>();
        returning.forEach((direction, mbps) -> {
            Double then = after(direction, readings, mbps);
            if (then == null) {
                unknown.add(direction.linkId());
            } else if (then > settings.limit()) {
                full.add(direction.linkId());
            }
        });
        if (!full.isEmpty()) {
            return new Room.TooLittle(new ArrayList<>(full));
        }
        return unknown.isEmpty()
                ? new Room.Enough()
                : new Room.Unknown("no utilisation of " + String.join(", ", unknown));
    }

    /** Utilisation with so many Mbit/s more, 0 to 1; null where it is not known. */
    private static @Nullable Double after(LinkDirection direction, LinkReadings readings, double moreMbps) {
        Double now = readings.of(direction).map(LinkMeasurement::utilisation).orElse(null);
        Double capacity = direction.capacityMbps();
        if (now == null || capacity == null || capacity <= 0) {
            return null;
        }
        return now + moreMbps / capacity;
    }

    /** As measured on the policy, else as the request says, Mbit/s. */
    private @Nullable Double demand(NetworkTopology topology, MonitorRestoration.Watched protection) {
        Integer color = protection.color();
        List<String> nodes = protection.protectionPath().nodes();
        if (color != null) {
            PolicyKey key = new PolicyKey(nodes.getFirst(), nodes.getLast(), color);
            Optional<Double> measured =
                    policies.measurement(topology, key).optional().map(PolicyMeasurement::utilisationMbps);
            if (measured.isPresent()) {
                return measured.get();
            }
        }
        return protection.demandMbps();
    }

    private static Map<LinkDirection, Double> shares(NetworkTopology topology, MonitorRestoration.Watched protection) {
        List<Link> links = protection.originalPath().links().stream()
                .flatMap(id -> topology.link(id).stream())
                .toList();
        List<String> nodes = protection.protectionPath().nodes();
        return new Branches(links).shares(nodes.getFirst(), nodes.getLast());
    }
}
