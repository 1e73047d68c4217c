package io.cemfleet.feed;

import io.cemfleet.network.snapshot.NetworkObject;
import io.cemfleet.network.snapshot.NetworkSnapshot;
import io.cemfleet.network.snapshot.ObjectKey;
import io.cemfleet.network.snapshot.SnapshotBuilder;
import io.cemfleet.network.snapshot.SnapshotVersion;
import io.cemfleet.runtime.kafka.UnusableRecordException;
import java.util.HashMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One reading of the topic from its beginning. Versions that were closed before the reading began are passed over, since
 * compaction may have removed a part of them; only the last of them is whole.
 */
final class FeedReplica {

    private static final Logger LOG = LoggerFactory.getLogger(FeedReplica.class);

    private final long end;
    private final Consumer<NetworkSnapshot> taker;
    private final FeedMetrics metrics;
    private final SnapshotBuilder builder = new SnapshotBuilder();
    private final Set<ObjectKey> unreadable = ConcurrentHashMap.newKeySet();
    private @Nullable SnapshotVersion last;
    private boolean caughtUp;

    /** @param end the offset after the last record that was there when the reading began */
    FeedReplica(long end, Consumer<NetworkSnapshot> taker, FeedMetrics metrics) {
        this.end = end;
        this.taker = taker;
        this.metrics = metrics;
    }

    synchronized Optional<FeedContent> content() {
        if (!caughtUp) {
            return Optional.empty();
        }
        var objects = new HashMap<ObjectKey, NetworkObject>();
        builder.objects().forEach(object -> objects.put(object.key(), object));
        return Optional.of(new FeedContent(objects, last == null ? 0 : last.number()));
    }

    Set<ObjectKey> unreadable() {
        return Set.copyOf(unreadable);
    }

    synchronized void accept(long offset, @Nullable String key, byte @Nullable [] value) {
        readUpTo(offset);
        try {
            apply(FeedRecordFormat.read(key, value));
        } catch (UnusableRecordException e) {
            putAside(offset, key, e);
        }
    }

    /** @param position the offset of the next record */
    synchronized void readUpTo(long position) {
        if (!caughtUp && position >= end) {
            caughtUp = true;
            close();
        }
    }

    private void apply(FeedRecord record) {
        switch (record) {
            case FeedRecord.Present(var object) -> {
                unreadable.remove(object.key());
                builder.put(object);
            }
            case FeedRecord.Absent(var objectKey) -> {
                unreadable.remove(objectKey);
                builder.remove(objectKey);
            }
            case FeedRecord.Closed(var version) -> {
                last = version;
                if (caughtUp) {
                    close();
                }
            }
            case FeedRecord.Ignored() -> {}
        }
    }

    private void close() {
        if (last == null || !unreadable.isEmpty()) {
            return;
        }
        try {
            taker.accept(builder.close(last));
        } catch (IllegalArgumentException e) {
            LOG.error("Version {} does not fit together and is not used", last.number(), e);
            metrics.versionRefused();
        }
    }

    /** What cannot be read is not known: versions are used again when the writer has written the object again. */
    private void putAside(long offset, @Nullable String key, UnusableRecordException why) {
        LOG.error("The record at {} was put aside: {}", offset, why.getMessage());
        metrics.putAside();
        try {
            var named =
                    key == null || key.startsWith(FeedRecordFormat.VERSION) ? null : FeedRecordFormat.objectKey(key);
            if (named != null) {
                unreadable.add(named);
            }
        } catch (UnusableRecordException noKey) {
            LOG.debug("its key names no object", noKey);
        }
    }
}
