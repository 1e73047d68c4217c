package io.cemfleet.path.feed;

import io.cemfleet.feed.NetworkFeed;
import io.cemfleet.feed.NetworkFeedWriter;
import io.cemfleet.network.measurement.LinkReadings;
import io.cemfleet.network.policy.PolicyMeasurement;
import io.cemfleet.network.snapshot.NetworkObject;
import io.cemfleet.network.snapshot.ObjectKey;
import io.cemfleet.network.snapshot.SnapshotVersion;
import io.cemfleet.path.PathSettings;
import io.cemfleet.path.network.NetworkPollListener;
import io.cemfleet.path.network.NetworkReading;
import io.cemfleet.runtime.kafka.KafkaFault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Publishes each reading of the network: what differs from the version before, and a marker that closes the version.
 * One instance publishes; another one that is fenced off takes over when the first has been silent for some time.
 */
@Component
class NetworkPublisher implements NetworkPollListener, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(NetworkPublisher.class);

    private final Optional<NetworkFeed> feed;
    private final ObjectProvider<NetworkFeedWriter> writers;
    private final Duration heldBy;
    private final Clock clock;
    private final Map<ObjectKey, NetworkObject> measured = new HashMap<>();
    /** Measured since the last version. */
    private final Set<ObjectKey> fresh = new HashSet<>();

    private @Nullable PublishedVersion published;
    private Instant silentUntil = Instant.MIN;

    NetworkPublisher(
            ObjectProvider<NetworkFeed> feed,
            ObjectProvider<NetworkFeedWriter> writers,
            PathSettings settings,
            Clock clock) {
        this.feed = Optional.ofNullable(feed.getIfAvailable());
        this.writers = writers;
        this.heldBy = settings.reading().heldBy();
        this.clock = clock;
    }

    @Override
    public synchronized void measured(LinkReadings readings, Instant readAt) {
        readings.measured().forEach((direction, sample) -> {
            var load = new NetworkObject.LinkLoad(sample, readings.loadAt(direction, readAt));
            keep(load);
        });
    }

    @Override
    public synchronized void policiesMeasured(List<PolicyMeasurement> policies, Instant at) {
        policies.forEach(policy -> {
            var load = new NetworkObject.PolicyLoad(policy, at);
            keep(load);
        });
    }

    private void keep(NetworkObject load) {
        measured.put(load.key(), load);
        fresh.add(load.key());
    }

    @Override
    public void networkConfirmed(NetworkReading reading) {
        networkRead(reading);
    }

    /** Publishes the reading. Where Kafka does not take it, the next one is compared with what the topic then holds. */
    @Override
    public synchronized void networkRead(NetworkReading reading) {
        if (feed.isEmpty() || clock.instant().isBefore(silentUntil) && !othersAreSilent()) {
            return;
        }
        try {
            publish(reading, feed.get(), writers.getObject());
        } catch (KafkaException e) {
            published = null;
            if (isFenced(e)) {
                log.info("Another instance publishes the network");
                silentUntil = clock.instant().plus(heldBy);
            } else {
                log.warn("The network could not be published: {}", KafkaFault.describe(e));
            }
        }
    }

    private static boolean isFenced(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException) {
                return true;
            }
        }
        return false;
    }

    private void publish(NetworkReading reading, NetworkFeed topic, NetworkFeedWriter writer) {
        if (!writer.isOpen()) {
            published = null;
            writer.open();
            topic.reload();
        }
        var before =
                published == null ? topic.content().map(PublishedVersion::of).orElse(null) : published;
        if (before == null) {
            return;
        }
        var changes = before.advance(reading, measured, fresh, topic.unreadable());
        var version = new SnapshotVersion(
                before.number() + 1,
                reading.confirmedAt(),
                reading.servicesAt(),
                reading.policies().unresolved());
        writer.write(version, changes.written(), changes.removed());
        published = before.published(reading);
        fresh.clear();
    }

    private boolean othersAreSilent() {
        return feed.flatMap(topic -> topic.noOlderThan(heldBy)).isEmpty();
    }

    @Override
    public synchronized void destroy() {
        if (feed.isPresent()) {
            writers.ifAvailable(NetworkFeedWriter::close);
        }
    }
}
