package io.cemfleet.runtime.kafka;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * Out of service while a consumer group has records before it and does not advance. It reads the offsets from Kafka, so
 * a consumer that hangs or was never started shows too. It is part of the health only, neither of liveness nor of
 * readiness, since a restart would not help.
 */
public final class ConsumerProgress implements HealthIndicator, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConsumerProgress.class);
    private static final int WAIT_SECONDS = 5;

    private final Supplier<Admin> client;
    private final WatchedConsumers consumers;
    private final ProgressSettings settings;
    private final Clock clock;
    private final Map<String, ConsumerGroupProgress> progress = new TreeMap<>();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
    private volatile boolean known;
    private @Nullable Admin admin;

    @SuppressWarnings("FutureReturnValueIgnored") // look() handles its failures
    public ConsumerProgress(
            Supplier<Admin> client,
            WatchedConsumers consumers,
            ProgressSettings settings,
            MeterRegistry meters,
            Clock clock) {
        this.client = client;
        this.consumers = consumers;
        this.settings = settings;
        this.clock = clock;
        consumers.topics().keySet().forEach(group -> register(group, meters));
        long pause = settings.interval().toMillis();
        timer.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.MILLISECONDS);
    }

    private void register(String group, MeterRegistry meters) {
        ConsumerGroupProgress of = new ConsumerGroupProgress();
        progress.put(group, of);
        Gauge.builder("cem.consumer.lag", of, ConsumerGroupProgress::lag)
                .description("Records that a consumer group has not done yet")
                .tag("group", group)
                .register(meters);
        Gauge.builder("cem.consumer.stalled.seconds", of, p -> p.stalled().toSeconds())
                .description("How long records have waited for a consumer group that does not advance")
                .tag("group", group)
                .register(meters);
    }

    @Override
    public Health health() {
        if (!known) {
            return Health.unknown().build();
        }
        Map<String, String> stalled = progress.entrySet().stream()
                .filter(e -> e.getValue().stalled().compareTo(settings.stalledAfter()) >= 0)
                .collect(Collectors.toMap(Map.Entry::getKey, e -> said(e.getValue())));
        return stalled.isEmpty()
                ? Health.up().build()
                : Health.outOfService().withDetails(stalled).build();
    }

    private static String said(ConsumerGroupProgress of) {
        return of.lag() + " records, no progress for " + of.stalled().toSeconds() + " s";
    }

    synchronized void look() {
        try {
            Admin asked = admin == null ? client.get() : admin;
            admin = asked;
            for (Map.Entry<String, Set<String>> group : consumers.topics().entrySet()) {
                look(asked, group.getKey(), group.getValue());
            }
            known = true;
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            LOG.debug("Kafka cannot be asked how far its consumers are: {}", e.toString());
            known = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(Admin asked, String group, Set<String> topics)
            throws ExecutionException, InterruptedException, TimeoutException {
        List<TopicPartition> partitions =
                asked.describeTopics(topics).allTopicNames().get(WAIT_SECONDS, TimeUnit.SECONDS).values().stream()
                        .flatMap(topic -> topic.partitions().stream()
                                .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                        .toList();
        Map<TopicPartition, Long> next = offsets(asked, partitions, OffsetSpec.earliest());
        Map<TopicPartition, Long> ends = offsets(asked, partitions, OffsetSpec.latest());
        asked.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get(WAIT_SECONDS, TimeUnit.SECONDS)
                .forEach((partition, committed) -> {
                    if (committed != null) {
                        next.merge(partition, committed.offset(), Math::max);
                    }
                });
        ConsumerGroupProgress of = progress.get(group);
        if (of != null) {
            of.seen(next, ends, clock.instant());
        }
    }

    private Map<TopicPartition, Long> offsets(Admin asked, List<TopicPartition> partitions, OffsetSpec which)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetSpec> wanted =
                partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> which));
        Map<TopicPartition, Long> found = new HashMap<>();
        asked.listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .get(WAIT_SECONDS, TimeUnit.SECONDS)
                .forEach((partition, result) -> found.put(partition, result.offset()));
        return found;
    }

    @Override
    public synchronized void close() {
        timer.shutdownNow();
        if (admin != null) {
            admin.close(Duration.ofSeconds(1));
        }
    }
}
