package io.cemfleet.feed;

import io.cemfleet.network.snapshot.NetworkSnapshot;
import io.cemfleet.network.snapshot.NetworkSnapshots;
import io.cemfleet.network.snapshot.ObjectKey;
import io.cemfleet.runtime.kafka.KafkaFault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Follows the topic on a thread of its own: reads all of it at each start, then every version as it is closed. While
 * Kafka is away the last snapshot stays, and grows old. The memory is that of the objects which exist.
 */
public final class NetworkFeed implements NetworkSnapshots, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(NetworkFeed.class);
    private static final Duration POLL = Duration.ofSeconds(1);

    private final Supplier<org.apache.kafka.clients.consumer.Consumer<String, byte[]>> consumers;
    private final FeedSettings settings;
    private final FeedMetrics metrics;
    private final Clock clock;
    private final List<Consumer<NetworkSnapshot>> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable NetworkSnapshot newest;
    private volatile @Nullable FeedReplica replica;
    private volatile String reason = "the topic was not read yet";
    private volatile org.apache.kafka.clients.consumer.@Nullable Consumer<String, byte[]> running;
    private volatile @Nullable Thread thread;
    private @Nullable Instant failingSince;
    private boolean warned;

    NetworkFeed(
            Supplier<org.apache.kafka.clients.consumer.Consumer<String, byte[]>> consumers,
            FeedSettings settings,
            FeedMetrics metrics,
            Clock clock) {
        this.consumers = consumers;
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public Optional<NetworkSnapshot> newest() {
        return Optional.ofNullable(newest);
    }

    @Override
    public Optional<NetworkSnapshot> noOlderThan(Duration maxAge) {
        return newest().filter(snapshot -> snapshot.age(clock.instant()).compareTo(maxAge) <= 0);
    }

    @Override
    public void onNew(Consumer<NetworkSnapshot> listener) {
        synchronized (listeners) {
            listeners.add(listener);
            newest().ifPresent(snapshot -> notify(listener, snapshot));
        }
    }

    /** What the topic holds; empty until all of it was read. */
    public Optional<FeedContent> content() {
        return Optional.ofNullable(replica).flatMap(FeedReplica::content);
    }

    /** Keys of objects whose records cannot be read; no version is used until each is written again or removed. */
    public Set<ObjectKey> unreadable() {
        var present = replica;
        return present == null ? Set.of() : present.unreadable();
    }

    /** Reads the whole topic again; the snapshot stays meanwhile. */
    public void reload() {
        replica = null;
        var consumer = running;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    /** Why there is no snapshot, or why the present one does not become newer. */
    public String reason() {
        return reason;
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            var started = Thread.ofPlatform().daemon().name("network-feed").unstarted(this::run);
            thread = started;
            started.start();
        }
    }

    @Override
    public synchronized void stop() {
        var stopping = thread;
        thread = null;
        var consumer = running;
        if (consumer != null) {
            consumer.wakeup();
        } else if (stopping != null) {
            stopping.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        while (mine()) {
            try (var consumer = consumers.get()) {
                running = consumer;
                follow(consumer);
            } catch (WakeupException | InterruptException e) {
                LOG.debug("the follower of {} was stopped", settings.topic());
            } catch (KafkaException e) {
                failed(KafkaFault.describe(e));
                pause();
            } catch (RuntimeException e) {
                LOG.error("{} could not be followed", settings.topic(), e);
                pause();
            } finally {
                running = null;
            }
        }
    }

    private void follow(org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer) {
        var partitions = consumer.partitionsFor(settings.topic(), POLL.multipliedBy(5));
        if (partitions.isEmpty()) {
            failed("there is no topic " + settings.topic());
            pause();
            return;
        }
        var partition = only(partitions);
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        var reading = new FeedReplica(end, this::take, metrics);
        replica = reading;
        while (mine() && replica == reading) {
            for (var record : consumer.poll(POLL)) {
                reading.accept(record.offset(), record.key(), record.value());
            }
            reading.readUpTo(consumer.position(partition));
            report(reading);
        }
    }

    private TopicPartition only(List<PartitionInfo> partitions) {
        if (partitions.size() > 1) {
            LOG.warn("{} has {} partitions; only the first is followed", settings.topic(), partitions.size());
        }
        return new TopicPartition(settings.topic(), 0);
    }

    private void take(NetworkSnapshot snapshot) {
        synchronized (listeners) {
            newest = snapshot;
            listeners.forEach(listener -> notify(listener, snapshot));
        }
    }

    private void report(FeedReplica reading) {
        if (!reading.unreadable().isEmpty()) {
            failed(reading.unreadable().size() + " records cannot be read");
        } else {
            reason = newest == null ? settings.topic() + " has no version yet" : "followed";
            if (warned) {
                LOG.info("The network is followed again");
            }
            failingSince = null;
            warned = false;
        }
    }

    /** A failure that passes by itself, as at the start of a fleet, is no warning. */
    private void failed(String why) {
        var now = clock.instant();
        var since = failingSince == null ? now : failingSince;
        failingSince = since;
        if (!warned && !now.isBefore(since.plus(settings.warnAfter()))) {
            warned = true;
            LOG.warn("The network is not followed since {}: {}", since, why);
        } else if (!why.equals(reason)) {
            LOG.info("The network is not followed yet: {}", why);
        }
        reason = why;
    }

    private static void notify(Consumer<NetworkSnapshot> listener, NetworkSnapshot snapshot) {
        try {
            listener.accept(snapshot);
        } catch (RuntimeException e) {
            LOG.error("A listener failed on version {}", snapshot.version().number(), e);
        }
    }

    private boolean mine() {
        return thread == Thread.currentThread();
    }

    private void pause() {
        try {
            Thread.sleep(settings.retry());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
