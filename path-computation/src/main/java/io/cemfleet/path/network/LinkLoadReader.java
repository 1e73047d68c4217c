package io.cemfleet.path.network;

import io.cemfleet.cnc.measurement.LinkMeasurements;
import io.cemfleet.cnc.notification.PerformanceNotification;
import io.cemfleet.network.measurement.LinkReadings;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.path.PathSettings;
import io.cemfleet.path.network.StreamedNetwork.MeasuredNotification;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Takes the measurements of links and policies from the controller's notifications, or reads those of the links one by
 * one while nothing is notified. Not safe for threads.
 */
@Component
class LinkLoadReader {

    private static final int PAUSE_PER_ROUND = 4;
    private static final int FRESH_MARGIN = 5;
    /** Directions that are read together, and known as soon as they are; at most so many times a round. */
    private static final int BATCH = 96;

    private static final int MOST_BATCHES = 16;
    /** The most directions whose loss is read after one notification. */
    private static final int MOST_LOSSY = 48;

    private final LinkMeasurements measurements;
    private final StreamedNetwork stream;
    private final CurrentNetwork network;
    private final List<NetworkPollListener> listeners;
    private final PathSettings.LinkPollSettings settings;
    private final Clock clock;
    private Map<String, Long> drops = Map.of();
    private Instant notifiedAt = Instant.MIN;
    private Instant measureAt = Instant.MIN;

    LinkLoadReader(
            LinkMeasurements measurements,
            StreamedNetwork stream,
            CurrentNetwork network,
            List<NetworkPollListener> listeners,
            PathSettings settings,
            Clock clock) {
        this.measurements = measurements;
        this.stream = stream;
        this.network = network;
        this.listeners = listeners;
        this.settings = settings.measurement();
        this.clock = clock;
    }

    /**
     * Takes what was measured since the last round.
     *
     * @param judgedAt when the policies were like this that the listeners received last: only load of a later moment
     *     contains their traffic
     */
    void round(NetworkReading reading, Instant judgedAt) {
        var notification = stream.takeMeasured();
        if (notification.isPresent()) {
            notifiedAt = clock.instant();
            take(reading.topology(), notification.get(), judgedAt);
        } else if (!isNotified() && !clock.instant().isBefore(measureAt)) {
            measure(reading.topology());
        }
    }

    /** Whether measurements came lately, or the stream is so new that they may still come. */
    private boolean isNotified() {
        var since = stream.openSince().isAfter(notifiedAt) ? stream.openSince() : notifiedAt;
        return stream.isOpen()
                && clock.instant().isBefore(since.plus(settings.fresh().dividedBy(2)));
    }

    private void take(NetworkTopology topology, MeasuredNotification notification, Instant judgedAt) {
        var at = notification.at();
        var read = PerformanceNotification.read(topology, notification.notification(), at, drops);
        var first = drops.isEmpty();
        drops = read.drops();
        publish(new LinkReadings(read.links(), Map.of()), at);
        listeners.forEach(listener -> listener.policiesMeasured(read.policies(), at));
        var lossy = read.links().entrySet().stream()
                .filter(entry -> !first && entry.getValue().lossPct() == null)
                .map(Map.Entry::getKey)
                .limit(MOST_LOSSY)
                .toList();
        if (!lossy.isEmpty()) {
            readLosses(topology, lossy);
        }
        network.forgetAllBut(topology);
        if (!at.isBefore(judgedAt)) {
            listeners.forEach(listener -> listener.loadRead(topology, network::loadReadAt));
        }
    }

    /** Drops are counted, packets are not: the part that is lost is in the performance history only. */
    private void readLosses(NetworkTopology topology, List<LinkDirection> lossy) {
        var readAt = clock.instant();
        publish(measurements.read(topology, lossy), readAt);
    }

    private void measure(NetworkTopology topology) {
        var started = clock.instant();
        var directions = topology.directions();
        int batch = Math.max(BATCH, directions.size() / MOST_BATCHES + 1);
        for (int from = 0; from < directions.size(); from += batch) {
            var readAt = clock.instant();
            publish(
                    measurements.read(topology, directions.subList(from, Math.min(from + batch, directions.size()))),
                    readAt);
        }
        network.forgetAllBut(topology);
        listeners.forEach(listener -> listener.loadRead(topology, network::loadReadAt));
        var now = clock.instant();
        measureAt = now.plus(pause(Duration.between(started, now)));
    }

    private void publish(LinkReadings readings, Instant readAt) {
        network.take(readings, readAt);
        listeners.forEach(listener -> listener.measured(readings, readAt));
    }

    /** Long enough that measuring stays a fifth of the time, as long as that keeps every measurement fresh. */
    private Duration pause(Duration measuring) {
        var fresh = settings.fresh();
        var calm = measuring.multipliedBy(PAUSE_PER_ROUND);
        var freshFor = fresh.minus(measuring).minus(fresh.dividedBy(FRESH_MARGIN));
        var wanted = calm.compareTo(freshFor) < 0 ? calm : freshFor;
        return wanted.compareTo(settings.refresh()) > 0 ? wanted : settings.refresh();
    }
}
