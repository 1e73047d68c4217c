package io.cemfleet.correlator.deadletter;

import io.cemfleet.correlator.alert.CorrelatorTopics;
import io.cemfleet.correlator.kafka.AlertPublisher;
import io.cemfleet.runtime.input.SafeText;
import io.cemfleet.runtime.kafka.DeadLetterRecoverer;
import io.cemfleet.runtime.time.SqlTime;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** The dead letters of the topics, copied into a table where operators can list them. */
@Component
class DeadLetterStore {
    private static final Duration WAIT = Duration.ofSeconds(5);

    /** A dead letter as operators see it. */
    record DeadLetterEntry(
            long id,
            String topic,
            @Nullable String key,
            @Nullable String value,
            String reason,
            Instant arrivedAt,
            @Nullable Instant replayedAt) {}

    private final JdbcClient jdbc;
    private final AlertPublisher publisher;
    private final MeterRegistry meters;
    private final Clock clock;

    DeadLetterStore(JdbcClient jdbc, AlertPublisher publisher, MeterRegistry meters, Clock clock) {
        this.jdbc = jdbc;
        this.publisher = publisher;
        this.meters = meters;
        this.clock = clock;
    }

    @KafkaListener(
            id = "dead-letters",
            topics = {
                CorrelatorTopics.ALERTS + ".dlt",
                CorrelatorTopics.INCIDENTS + ".dlt",
                CorrelatorTopics.VERDICTS + ".dlt"
            },
            groupId = CorrelatorTopics.DEAD_LETTER_GROUP,
            containerFactory = "recordListeners",
            properties = "group.instance.id=${cem.correlator.stream.instance-id:event-correlator-0}-dead-letters")
    void take(ConsumerRecord<String, byte[]> record) {
        Header reason = record.headers().lastHeader(DeadLetterRecoverer.REASON);
        String key = record.key();
        String topic = CorrelatorTopics.alive(record.topic());
        jdbc.sql(
                        """
                        insert into dead_letter (topic, partition, "offset", record_key, value, reason, arrived_at)
                        values (:topic, :partition, :offset, :key, :value, :reason, :at)
                        on conflict (topic, partition, "offset") do nothing""")
                .param("topic", topic)
                .param("partition", record.partition())
                .param("offset", record.offset())
                .param("key", key == null ? null : SafeText.clean(key))
                .param("value", record.value())
                .param(
                        "reason",
                        reason == null ? "unknown" : SafeText.clean(new String(reason.value(), StandardCharsets.UTF_8)))
                .param("at", SqlTime.utc(clock.instant()))
                .update();
        if (topic.equals(CorrelatorTopics.ALERTS)) {
            // The stream counts nothing itself.
            meters.counter(DeadLetterRecoverer.METRIC, "topic", topic, "reason", "not_correlated")
                    .increment();
        }
    }

    /** Newest first, from below an id. */
    List<DeadLetterEntry> list(long below, int limit) {
        return jdbc.sql(
                        """
                        select id, topic, record_key, value, reason, arrived_at, replayed_at
                        from dead_letter where id < :below order by id desc limit :limit""")
                .param("below", below)
                .param("limit", limit)
                .query(DeadLetterStore::letter)
                .list();
    }

    /** Sends it to its topic again; false when there is none with this id, or Kafka did not take it. */
    boolean replay(long id) {
        return jdbc.sql("select id, topic, record_key, value, reason, arrived_at, replayed_at from dead_letter where"
                        + " id = :id")
                .param("id", id)
                .query((row, number) -> publisher.publish(
                        row.getString("topic"), row.getString("record_key"), row.getBytes("value"), WAIT))
                .optional()
                .filter(published -> published)
                .map(published -> jdbc.sql("update dead_letter set replayed_at = :at where id = :id")
                                .param("at", SqlTime.utc(clock.instant()))
                                .param("id", id)
                                .update()
                        == 1)
                .orElse(false);
    }

    private static DeadLetterEntry letter(ResultSet row, int number) throws SQLException {
        byte[] value = row.getBytes("value");
        return new DeadLetterEntry(
                row.getLong("id"),
                row.getString("topic"),
                row.getString("record_key"),
                value == null ? null : new String(value, StandardCharsets.UTF_8),
                row.getString("reason"),
                SqlTime.instant(row, "arrived_at"),
                SqlTime.instantOrNull(row, "replayed_at"));
    }
}
