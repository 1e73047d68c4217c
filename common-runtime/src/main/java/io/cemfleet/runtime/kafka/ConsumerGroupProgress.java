package io.cemfleet.runtime.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** The progress of a consumer group, and since when it has made none where records wait for it. */
final class ConsumerGroupProgress {
    private final Map<TopicPartition, OffsetPosition> positions = new HashMap<>();
    private volatile long lag;
    private volatile Duration stalled = Duration.ZERO;

    private record OffsetPosition(long offset, Instant since) {}

    /**
     * @param next the offset that comes next in each partition
     * @param ends behind the last record of each partition
     */
    void seen(Map<TopicPartition, Long> next, Map<TopicPartition, Long> ends, Instant now) {
        positions.keySet().retainAll(ends.keySet());
        long waiting = 0;
        Instant oldest = now;
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            long offset = next.getOrDefault(end.getKey(), 0L);
            long behind = Math.max(0, end.getValue() - offset);
            OffsetPosition before = positions.get(end.getKey());
            OffsetPosition current = before != null && behind > 0 && before.offset() == offset
                    ? before
                    : new OffsetPosition(offset, now);
            positions.put(end.getKey(), current);
            waiting += behind;
            if (current.since().isBefore(oldest)) {
                oldest = current.since();
            }
        }
        lag = waiting;
        stalled = Duration.between(oldest, now);
    }

    /** Records that the group has not processed yet. */
    long lag() {
        return lag;
    }

    /** How long records have waited in a partition without progress; zero while there are none. */
    Duration stalled() {
        return stalled;
    }
}
