package io.cemfleet.bench.kernel;

import io.cemfleet.correlator.alert.AlertJson;
import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.alert.CorrelatorTopics;
import io.cemfleet.correlator.stream.CorrelationRules;
import io.cemfleet.correlator.stream.CorrelationTopology;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.Stores;

/** The stream as the agent runs it, exactly once and with RocksDB, from the alert's record to its committed verdict. */
final class StreamRun implements AutoCloseable {
    private static final int PARTITIONS = 6;
    private static final Duration LIMIT = Duration.ofSeconds(120);

    private final KafkaStreams streams;
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> verdicts;
    private final Random random = new Random(11);
    private int sent;

    StreamRun(String brokers, Path state) {
        topics(brokers);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers, "acks", "all", "linger.ms", 0, "enable.idempotence", true),
                new StringSerializer(),
                new ByteArraySerializer());
        verdicts = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        brokers,
                        "isolation.level",
                        "read_committed",
                        "auto.offset.reset",
                        "latest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = verdicts.partitionsFor(CorrelatorTopics.VERDICTS).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        verdicts.assign(partitions);
        verdicts.seekToEnd(partitions);
        partitions.forEach(verdicts::position);
        streams = new KafkaStreams(
                CorrelationTopology.build(CorrelationRules.defaults(), Stores::persistentKeyValueStore),
                settings(brokers, state));
        streams.start();
    }

    private static void topics(String brokers) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
            admin.createTopics(Stream.concat(
                                    CorrelatorTopics.ALL.stream(),
                                    Stream.of(CorrelatorTopics.dead(CorrelatorTopics.ALERTS)))
                            .map(topic -> new NewTopic(topic, PARTITIONS, (short) 1))
                            .toList())
                    .all()
                    .get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Properties settings(String brokers, Path state) {
        var settings = new Properties();
        settings.putAll(Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG,
                "cem-bench-kernel",
                StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
                brokers,
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                StreamsConfig.EXACTLY_ONCE_V2,
                StreamsConfig.STATE_DIR_CONFIG,
                state.toString(),
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                20,
                StreamsConfig.POLL_MS_CONFIG,
                100,
                StreamsConfig.REPLICATION_FACTOR_CONFIG,
                1,
                StreamsConfig.consumerPrefix("auto.offset.reset"),
                "earliest",
                StreamsConfig.producerPrefix("linger.ms"),
                0));
        return settings;
    }

    private void send() {
        AlertRecord alert = AlarmTraffic.live(++sent, random);
        producer.send(new ProducerRecord<>(CorrelatorTopics.ALERTS, alert.domain(), AlertJson.bytes(alert)));
    }

    /** Alerts a second, from the first one sent to the last verdict that is committed. */
    double perSecond(int count) {
        List<ProducerRecord<String, byte[]>> ready = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            AlertRecord alert = AlarmTraffic.live(++sent, random);
            ready.add(new ProducerRecord<>(CorrelatorTopics.ALERTS, alert.domain(), AlertJson.bytes(alert)));
        }
        long begin = System.nanoTime();
        ready.forEach(producer::send);
        await(count, new ArrayList<>());
        return count / ((System.nanoTime() - begin) / 1e9);
    }

    /** Milliseconds from an alert's record to its committed verdict, sorted, at a steady rate. */
    List<Long> latencies(int perSecond, int seconds) {
        int count = perSecond * seconds;
        List<Long> found = new ArrayList<>(count);
        Thread sender = Thread.ofPlatform().start(() -> {
            long begin = System.nanoTime();
            for (int i = 0; i < count; i++) {
                long due = begin + i * 1_000_000_000L / perSecond;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                send();
            }
        });
        await(count, found);
        try {
            sender.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        Collections.sort(found);
        return found;
    }

    /** A verdict's record has the time of its alert's. */
    private void await(int count, List<Long> latencies) {
        long until = System.nanoTime() + LIMIT.toNanos();
        int seen = 0;
        while (seen < count && System.nanoTime() < until) {
            var records = verdicts.poll(Duration.ofMillis(100));
            long now = System.currentTimeMillis();
            records.forEach(record -> latencies.add(now - record.timestamp()));
            seen += records.count();
        }
        if (seen < count) {
            throw new IllegalStateException("only " + seen + " of " + count + " verdicts were committed");
        }
    }

    /** The share of a core that the process uses while no alert comes. */
    double idle(Duration time) {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        try {
            Thread.sleep(3_000);
            long before = system.getProcessCpuTime();
            Thread.sleep(time);
            return (double) (system.getProcessCpuTime() - before) / time.toNanos();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
        verdicts.close();
        streams.close(Duration.ofSeconds(10));
    }
}
