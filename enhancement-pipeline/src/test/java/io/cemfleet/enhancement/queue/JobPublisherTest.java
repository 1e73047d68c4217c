package io.cemfleet.enhancement.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.cemfleet.enhancement.StageFixtures;
import io.cemfleet.enhancement.job.QueuedJob;
import io.cemfleet.enhancement.job.TicketDiscovery;
import io.cemfleet.enhancement.job.TicketDiscovery.DiscoveryReason;
import io.cemfleet.enhancement.stage.TicketPriority;
import io.cemfleet.runtime.testing.FleetJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;

class JobPublisherTest {
    private static final String CLOSED_PORT = "127.0.0.1:1";

    @Test
    @Timeout(20)
    void aKafkaThatIsAwayAcknowledgesNothingAndIsNotWaitedForLong() {
        Map<String, Object> config =
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, CLOSED_PORT, ProducerConfig.MAX_BLOCK_MS_CONFIG, 500);
        var producers = new DefaultKafkaProducerFactory<>(config, new StringSerializer(), new ByteArraySerializer());
        try (var spring = new GenericApplicationContext()) {
            spring.registerBean("topic", NewTopic.class, () -> TopicBuilder.name(JobTopicConfiguration.JOBS)
                    .build());
            spring.refresh();
            KafkaAdmin admin = new KafkaAdmin(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, CLOSED_PORT));
            admin.setApplicationContext(spring);
            admin.setOperationTimeout(1);
            admin.setCloseTimeout(1);
            JobPublisher queue = new JobPublisher(
                    new KafkaTemplate<>(producers),
                    new JobTopicCreator(admin, new KafkaListenerEndpointRegistry()),
                    new JobRecordFormat(FleetJson.MAPPER),
                    new JobTopicConfiguration.KafkaSettings(1, 1, Duration.ofSeconds(1)));

            assertThat(queue.push(job(), new TicketDiscovery(DiscoveryReason.TEXT, List.of("text"), "")))
                    .isFalse();
        } finally {
            producers.destroy();
        }
    }

    @Test
    @Timeout(20)
    @SuppressWarnings("unchecked")
    void aBurstAfterTheStartLooksForTheTopicsOnce() throws Exception {
        int many = 30;
        CountDownLatch here = new CountDownLatch(many);
        KafkaAdmin admin = mock(KafkaAdmin.class);
        when(admin.initialize()).thenAnswer(call -> here.await(10, TimeUnit.SECONDS));
        KafkaTemplate<String, byte[]> kafka = mock(KafkaTemplate.class);
        when(kafka.send(any(ProducerRecord.class))).thenReturn(CompletableFuture.completedFuture(null));
        JobPublisher queue = new JobPublisher(
                kafka,
                new JobTopicCreator(admin, new KafkaListenerEndpointRegistry()),
                new JobRecordFormat(FleetJson.MAPPER),
                new JobTopicConfiguration.KafkaSettings(1, 1, Duration.ofSeconds(15)));

        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> pushed = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                pushed.add(senders.submit(() -> {
                    here.countDown();
                    return queue.push(job(), new TicketDiscovery(DiscoveryReason.TEXT, List.of("text"), ""));
                }));
            }
            for (Future<Boolean> one : pushed) {
                assertThat(one.get()).isTrue();
            }
        }
        verify(admin, times(1)).initialize();
    }

    @Test
    void topicsThatKafkaDidNotTakeAtTheStartAreMadeWithoutATicket() {
        // given a Kafka that first does not answer, then refuses
        KafkaAdmin admin = mock(KafkaAdmin.class);
        when(admin.initialize())
                .thenThrow(new KafkaException("no broker"))
                .thenReturn(false)
                .thenReturn(true);
        JobTopicCreator topics = new JobTopicCreator(admin, new KafkaListenerEndpointRegistry());

        // when
        topics.start();

        // then
        verify(admin, timeout(30_000).times(3)).initialize();
        topics.stop();
        assertThat(topics.ensure(Duration.ofSeconds(5))).isTrue();
    }

    private static QueuedJob job() {
        return new QueuedJob(
                UUID.randomUUID(),
                "TKT-1",
                "acme",
                "Server is running slow",
                TicketPriority.HIGH,
                StageFixtures.NOW,
                StageFixtures.NOW,
                StageFixtures.CORRELATION_ID);
    }
}
