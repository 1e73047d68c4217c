package io.cemfleet.restoration;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.measurement.LinkMeasurements;
import io.cemfleet.network.measurement.LinkMeasurement;
import io.cemfleet.network.measurement.LinkReadings;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Links whose every read finds a new sample, good unless a test says otherwise, one direction at a time. */
final class FakeLinkMeasurements implements LinkMeasurements {
    enum FakeLinkCondition {
        GOOD,
        BAD,
        MISSING
    }

    private static final double LIGHT = 0.3;

    private final Map<String, Double> utilisations = new ConcurrentHashMap<>();
    private final Map<String, FakeLinkCondition> conditions = new ConcurrentHashMap<>();
    private volatile Supplier<Instant> clock = Instant::now;
    private final AtomicInteger reads = new AtomicInteger();

    @TestConfiguration
    static class FakeLinkBeans {
        @Bean
        @Primary
        FakeLinkMeasurements fakeLinks() {
            return new FakeLinkMeasurements();
        }
    }

    /** All good, and measured at each read. */
    void heal() {
        conditions.clear();
        utilisations.clear();
        clock = Instant::now;
    }

    void set(String linkId, String from, FakeLinkCondition condition) {
        conditions.put(linkId + '/' + from, condition);
    }

    /** From now on every sample is of this moment. */
    void measuredAt(Instant at) {
        clock = () -> at;
    }

    int reads() {
        return reads.get();
    }

    @Override
    public LinkReadings read(NetworkTopology topology, Collection<LinkDirection> directions) {
        reads.incrementAndGet();
        Instant at = clock.get();
        Map<LinkDirection, LinkMeasurement> measured = new HashMap<>();
        Map<LinkDirection, String> missing = new HashMap<>();
        for (LinkDirection direction : directions) {
            Double advertised = direction.delayMs();
            double delay = advertised == null ? 0 : advertised;
            switch (conditions.getOrDefault(name(direction), FakeLinkCondition.GOOD)) {
                case GOOD -> measured.put(direction, sample(direction, delay, at));
                case BAD -> measured.put(direction, sample(direction, delay + 250, at));
                case MISSING -> missing.put(direction, "the test took it away");
            }
        }
        return new LinkReadings(measured, missing);
    }

    @Override
    public LinkReadings utilisation(Collection<LinkDirection> directions) {
        Map<LinkDirection, LinkMeasurement> measured = new HashMap<>();
        Map<LinkDirection, String> missing = new HashMap<>();
        for (LinkDirection direction : directions) {
            double used = utilisations.getOrDefault(name(direction), LIGHT);
            if (used < 0) {
                missing.put(direction, "the test took it away");
            } else {
                measured.put(direction, used(direction, used));
            }
        }
        return new LinkReadings(measured, missing);
    }

    /** One sample, as the link is now. */
    @Override
    public CncResult<List<LinkMeasurement>> history(
            NetworkTopology topology, LinkDirection direction, Instant from, Instant to) {
        LinkReadings now = read(topology, List.of(direction));
        return CncResult.ok(now.of(direction).stream().toList());
    }

    /** From now on this direction is used so much, 0 to 1. */
    void utilise(String linkId, String from, double used) {
        utilisations.put(linkId + '/' + from, used);
    }

    void takeUtilisationAway(String linkId, String from) {
        utilisations.put(linkId + '/' + from, -1.0);
    }

    private static String name(LinkDirection direction) {
        return direction.linkId() + '/' + direction.from();
    }

    private static LinkMeasurement used(LinkDirection direction, double used) {
        return new LinkMeasurement(direction.linkId(), direction.from(), direction.to(), null, null, null, used, null);
    }

    private static LinkMeasurement sample(LinkDirection direction, double delay, Instant at) {
        return new LinkMeasurement(direction.linkId(), direction.from(), direction.to(), delay, 0.2, 0.0, LIGHT, at);
    }
}
