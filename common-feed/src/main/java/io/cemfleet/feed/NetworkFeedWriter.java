package io.cemfleet.feed;

import io.cemfleet.network.snapshot.NetworkObject;
import io.cemfleet.network.snapshot.ObjectKey;
import io.cemfleet.network.snapshot.SnapshotVersion;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Writes versions of the network. Each is one transaction, so that a reader sees all of it or nothing, whatever happens
 * to the writer. A writer that starts fences off every other one. Not safe for threads.
 */
public final class NetworkFeedWriter implements AutoCloseable {

    private static final Duration CLOSE = Duration.ofSeconds(2);

    private final Supplier<Producer<String, byte[]>> producers;
    private final Supplier<Admin> admins;
    private final FeedSettings settings;
    private @Nullable Producer<String, byte[]> open;

    NetworkFeedWriter(Supplier<Producer<String, byte[]>> producers, Supplier<Admin> admins, FeedSettings settings) {
        this.producers = producers;
        this.admins = admins;
        this.settings = settings;
    }

    /** Whether it is open, and no version since then failed. */
    public boolean isOpen() {
        return open != null;
    }

    /**
     * Creates the topic where it is missing, and fences off every other writer: after that, nothing but the versions of
     * this one is added to the topic.
     *
     * @throws KafkaException when Kafka does not answer or refuses
     */
    public void open() {
        close();
        try (var admin = admins.get()) {
            NetworkTopic.ensure(admin, settings);
        }
        var producer = producers.get();
        open = producer;
        try {
            producer.initTransactions();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Writes one version, and removes the marker of the version before it.
     *
     * @throws KafkaException when it is not known to be written, and the writer is closed: open it, and read the whole
     *     topic, before the next attempt
     */
    public void write(SnapshotVersion version, Collection<NetworkObject> changed, Collection<ObjectKey> removed) {
        var producer = open;
        if (producer == null) {
            throw new KafkaException("the writer is not open");
        }
        try {
            producer.beginTransaction();
            changed.forEach(object -> send(
                    producer,
                    FeedRecordFormat.key(object.key()),
                    FeedRecordFormat.value(object, version.number(), version.confirmedAt())));
            removed.forEach(key -> send(producer, FeedRecordFormat.key(key), null));
            send(producer, FeedRecordFormat.versionKey(version.number() - 1), null);
            send(producer, FeedRecordFormat.versionKey(version.number()), FeedRecordFormat.value(version));
            producer.commitTransaction();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** A failed record fails the commit of its transaction. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private void send(Producer<String, byte[]> producer, String key, byte @Nullable [] value) {
        producer.send(new ProducerRecord<>(settings.topic(), 0, key, value));
    }

    /** Leaves an unfinished transaction to be aborted by the next writer, or by Kafka after its timeout. */
    @Override
    public void close() {
        var present = open;
        open = null;
        if (present != null) {
            present.close(CLOSE);
        }
    }
}
