package io.cemfleet.lab.cnc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.lab.network.DirectedLink;
import io.cemfleet.lab.network.LabLink;
import io.cemfleet.lab.network.LabNetwork;
import io.cemfleet.lab.network.LabTopology;
import io.cemfleet.lab.network.LinkCondition;
import io.cemfleet.lab.network.LinkSample;
import io.cemfleet.lab.network.NetworkMeasurement;
import io.cemfleet.lab.network.NetworkState;
import io.cemfleet.lab.network.PolicyKey;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongArray;
import org.springframework.stereotype.Component;

/** Renders present measurements in the form of {@code cisco-crosswork-performance-metrics}, and counts dropped packets. */
@Component
class PerformanceDocument {
    private static final double BITS_PER_PACKET = 8 * 800;

    private final LabNetwork network;
    private final AtomicLongArray drops;
    private volatile Object version = new Object();

    PerformanceDocument(LabNetwork network) {
        this.network = network;
        this.drops = new AtomicLongArray(network.topology().directionCount());
        network.onMeasured(this::count);
    }

    /** A measurement stands for the second before it; a lossy direction drops at least one packet. */
    private void count(NetworkMeasurement measurement) {
        LabTopology topology = network.topology();
        for (int direction = 0; direction < topology.directionCount(); direction++) {
            LinkSample sample = measurement.link(direction);
            if (sample.lossPct() > 0) {
                double sent = sample.utilisation() * topology.linkOf(direction).capacityMbps() * 1e6 / BITS_PER_PACKET;
                drops.addAndGet(direction, Math.max(1, Math.round(sent * sample.lossPct() / 100)));
            }
        }
        version = measurement;
    }

    /** Another object after every measurement, once its drops are counted: what {@link #link} renders is the same. */
    Object version() {
        return version;
    }

    ObjectNode link(DirectedLink direction) {
        LabTopology topology = network.topology();
        LabLink link = topology.linkOf(direction.index());
        ObjectNode measured = TopologyDocument.link(topology, direction);
        measured.setAll(VendorJson.obj(
                "max-bandwidth-kbps", CncUnits.kbps(link.capacityMbps()), "delay", CncUnits.micros(link.delayMs())));
        network.latest()
                .map(measurement -> measurement.link(direction.index()))
                .ifPresent(sample -> add(measured, link, sample));
        return measured;
    }

    private void add(ObjectNode measured, LabLink link, LinkSample sample) {
        double mbps = sample.utilisation() * link.capacityMbps();
        measured.put("bandwidth-utilization-kbps", CncUnits.kbps(mbps));
        measured.put("delay-telemetry", CncUnits.micros(sample.delayMs()));
        measured.put("jitter-telemetry", CncUnits.micros(sample.jitterMs()));
        measured.set(
                "interfaces",
                VendorJson.obj(
                        "TX-packet-drops",
                        drops.get(sample.direction()),
                        "RX-packet-drops",
                        0,
                        "TX-Errors",
                        0,
                        "RX-Errors",
                        0,
                        "Throughput",
                        Math.round(mbps * 1000),
                        "Bandwidth",
                        Math.round(link.capacityMbps() * 1000)));
    }

    ObjectNode policy(NetworkState state, PolicyKey key) {
        LabTopology topology = state.topology();
        ObjectNode measured = VendorJson.obj(
                "headend",
                PolicyDocument.routerId(topology, key.headEnd()),
                "endpoint",
                PolicyDocument.routerId(topology, key.endPoint()),
                "color",
                key.color(),
                "bandwidth-utilization-kbps",
                CncUnits.kbps(state.policyLoadMbps(key)));
        Optional<LinkCondition> condition = state.policyCondition(key);
        measured.put("liveness-telemetry", condition.isPresent() ? "UP" : "DOWN");
        condition.ifPresent(c -> {
            measured.put("delay", CncUnits.micros(PolicyMetrics.of(state, key).delayMs()));
            measured.put("delay-telemetry", CncUnits.micros(c.delayMs()));
            measured.put("jitter-telemetry", CncUnits.micros(c.jitterMs()));
        });
        return measured;
    }
}
