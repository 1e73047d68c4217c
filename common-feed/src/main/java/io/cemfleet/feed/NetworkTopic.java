package io.cemfleet.feed;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * The topic's own settings. One partition, since the marker of a version must come after all of its records; compacted
 * soon, since every agent reads it whole at its start.
 */
final class NetworkTopic {

    private static final int WAIT_SECONDS = 10;
    private static final Map<String, String> COMPACTED = Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_COMPACT,
            TopicConfig.SEGMENT_BYTES_CONFIG,
            String.valueOf(8 << 20),
            TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
            "0.3",
            TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG,
            String.valueOf(TimeUnit.MINUTES.toMillis(10)));

    private NetworkTopic() {}

    /**
     * Creates the topic unless it exists.
     *
     * @throws KafkaException when Kafka does not answer or refuses
     */
    static void ensure(Admin admin, FeedSettings settings) {
        var topic = new NewTopic(settings.topic(), 1, (short) settings.replicas()).configs(COMPACTED);
        try {
            admin.createTopics(List.of(topic)).all().get(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new KafkaException("topic " + settings.topic() + " cannot be created", e.getCause());
            }
        } catch (TimeoutException e) {
            throw new KafkaException("Kafka does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }
}
