package io.cemfleet.runtime.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.TopicConfig;

/** The topics of an agent that may lose nothing. */
public record DurableTopics(Set<String> names) {
    /** How long a record stays in a topic, longer than a consumer may be away. */
    public static final Duration KEPT = Duration.ofDays(7);

    public DurableTopics {
        names = Set.copyOf(names);
    }

    /**
     * The configuration of a new topic: with three copies or more a write counts once two brokers have it, so that one
     * may fail and nothing stops or is lost. Records are kept for {@link #KEPT}.
     *
     * @param replicas copies of each partition, from 1
     */
    public static Map<String, String> config(int replicas) {
        return Map.of(
                TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                replicas < 3 ? "1" : "2",
                TopicConfig.RETENTION_MS_CONFIG,
                String.valueOf(KEPT.toMillis()));
    }
}
