package io.cemfleet.restoration;

import io.cemfleet.cnc.FakeController;
import io.cemfleet.cnc.measurement.LinkMeasurements;
import io.cemfleet.network.measurement.LinkMeasurement;
import io.cemfleet.network.topology.LinkDirection;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** Links whose every read finds a new sample, good unless a test says otherwise, one direction at a time. */
final class LinkConditions {
    enum LinkCondition {
        GOOD,
        BAD,
        MISSING
    }

    private static final double LIGHT = 0.3;
    private static final double UNKNOWN = -1.0;

    private final FakeController controller;
    private final Map<String, Double> utilisations = new ConcurrentHashMap<>();
    private final Map<String, LinkCondition> conditions = new ConcurrentHashMap<>();
    private volatile Supplier<Instant> clock = Instant::now;

    LinkConditions(FakeController controller) {
        this.controller = controller;
        controller.samples = this::sample;
        controller.utilisations = this::utilisation;
    }

    @TestConfiguration
    static class FakeLinkBeans {
        private final FakeController controller = new FakeController();

        @Bean
        LinkConditions linkConditions() {
            return new LinkConditions(controller);
        }

        @Bean
        LinkMeasurements linkMeasurements() {
            return controller.measurements;
        }
    }

    /** All good, and measured at each read. */
    void heal() {
        conditions.clear();
        utilisations.clear();
        clock = Instant::now;
    }

    void set(String linkId, String from, LinkCondition condition) {
        conditions.put(linkId + '/' + from, condition);
    }

    /** From now on every sample is of this moment. */
    void measuredAt(Instant at) {
        clock = () -> at;
    }

    int reads() {
        return controller.linkReads.get();
    }

    /** From now on this direction is used so much, 0 to 1. */
    void utilise(String linkId, String from, double used) {
        utilisations.put(linkId + '/' + from, used);
    }

    void takeUtilisationAway(String linkId, String from) {
        utilisations.put(linkId + '/' + from, UNKNOWN);
    }

    private Optional<LinkMeasurement> sample(LinkDirection direction) {
        Double advertised = direction.delayMs();
        double delay = advertised == null ? 0 : advertised;
        return switch (conditions.getOrDefault(name(direction), LinkCondition.GOOD)) {
            case GOOD -> Optional.of(sample(direction, delay));
            case BAD -> Optional.of(sample(direction, delay + 250));
            case MISSING -> Optional.empty();
        };
    }

    private Optional<LinkMeasurement> utilisation(LinkDirection direction) {
        double used = utilisations.getOrDefault(name(direction), LIGHT);
        return used == UNKNOWN
                ? Optional.empty()
                : Optional.of(new LinkMeasurement(
                        direction.linkId(), direction.from(), direction.to(), null, null, null, used, null));
    }

    private LinkMeasurement sample(LinkDirection direction, double delay) {
        return new LinkMeasurement(
                direction.linkId(), direction.from(), direction.to(), delay, 0.2, 0.0, LIGHT, clock.get());
    }

    private static String name(LinkDirection direction) {
        return direction.linkId() + '/' + direction.from();
    }
}
