package io.cemfleet.bench.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.launcher.client.JsonHttpClient;
import io.cemfleet.launcher.process.PollingWait;
import io.cemfleet.launcher.state.FleetFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what a load has left in {@code cem.alerts}, and how far the correlator has worked it off. */
final class AlertTopicReader implements AutoCloseable {
    private static final String ALERTS = "cem.alerts";
    /** The consumer group of each topic that is behind an alert: the stream, and the ledger of its verdicts. */
    private static final Map<String, String> GROUPS =
            Map.of("cem-event-correlator", ALERTS, "cem-event-correlator-ledger", "cem.verdicts");

    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Admin admin;
    private final List<TopicPartition> alerts;

    AlertTopicReader(String bootstrapServers) {
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        5_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
        this.alerts = partitions(ALERTS);
        consumer.assign(alerts);
        skip();
    }

    /**
     * The records of a run.
     *
     * @param alarms distinct alarms
     * @param placed records whose place in the network is known
     */
    record RunRecords(int records, int alarms, int placed) {}

    /** Passes over all records that are there now. */
    void skip() {
        consumer.seekToEnd(alerts);
        alerts.forEach(consumer::position);
    }

    /** The records of a run since the last call, of all that are there now. */
    RunRecords read(String run) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(alerts);
        Set<String> alarms = new HashSet<>();
        int records = 0;
        int placed = 0;
        while (alerts.stream().anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                JsonNode alert = json(record.value());
                String key = alert.path("source_key").asText();
                if (key.startsWith(run + '-')) {
                    alarms.add(key);
                    records++;
                    placed += isPlaced(alert) ? 1 : 0;
                }
            }
        }
        return new RunRecords(records, alarms.size(), placed);
    }

    /** Waits until the stream and the ledger have read everything. @return whether they have within the limit */
    boolean awaitCaughtUp(Duration limit) {
        return PollingWait.until(limit, POLL, () -> GROUPS.entrySet().stream()
                .allMatch(group -> lag(group.getKey(), partitions(group.getValue())) == 0));
    }

    private long lag(String group, Collection<TopicPartition> partitions) {
        try {
            var committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            return consumer.endOffsets(partitions).entrySet().stream()
                    .mapToLong(end -> {
                        var done = committed.get(end.getKey());
                        return end.getValue() - (done == null ? 0 : done.offset());
                    })
                    .sum();
        } catch (ExecutionException e) {
            throw new FleetFailure("Kafka does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FleetFailure("interrupted", e);
        }
    }

    private List<TopicPartition> partitions(String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .collect(Collectors.toList());
    }

    private static boolean isPlaced(JsonNode alert) {
        return alert.path("link_id").isTextual()
                || !alert.path("candidate_links").isEmpty();
    }

    private static JsonNode json(byte[] record) {
        try {
            return JsonHttpClient.JSON.readTree(record);
        } catch (IOException e) {
            throw new FleetFailure("a record of " + ALERTS + " is not JSON", e);
        }
    }

    @Override
    public void close() {
        consumer.close();
        admin.close();
    }
}
