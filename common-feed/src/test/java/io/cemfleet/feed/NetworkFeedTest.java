package io.cemfleet.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cemfleet.network.NetworkFixtures;
import io.cemfleet.network.snapshot.NetworkObject;
import io.cemfleet.network.snapshot.NetworkObject.LinkObject;
import io.cemfleet.network.snapshot.NetworkObject.NodeObject;
import io.cemfleet.network.snapshot.NetworkObject.PolicyObject;
import io.cemfleet.network.snapshot.ObjectKey;
import io.cemfleet.network.snapshot.SnapshotVersion;
import io.cemfleet.runtime.testing.ManualClock;
import io.cemfleet.runtime.testing.TransactionalBroker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The topic on a real broker, with a writer and followers. */
@ExtendWith(OutputCaptureExtension.class)
class NetworkFeedTest {

    @RegisterExtension
    static final TransactionalBroker BROKER = new TransactionalBroker();

    private final FeedSettings settings = new FeedSettings(
            "network-" + UUID.randomUUID(), 1, Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofMillis(50));
    private final ManualClock clock = new ManualClock(NetworkFixtures.NOW);
    private final NetworkFeedWriter writer = writer();
    private final List<NetworkFeed> feeds = new ArrayList<>();

    @AfterEach
    void leave() {
        feeds.forEach(NetworkFeed::stop);
        writer.close();
    }

    private NetworkFeedWriter writer() {
        return new NetworkFeedWriter(
                () -> new KafkaProducer<>(
                        FeedAutoConfiguration.producer(BROKER.clientSettings(), settings),
                        new StringSerializer(),
                        new ByteArraySerializer()),
                () -> Admin.create(BROKER.clientSettings()),
                settings);
    }

    private NetworkFeed follower() {
        var feed = new NetworkFeed(
                () -> new KafkaConsumer<>(
                        FeedAutoConfiguration.consumer(BROKER.clientSettings()),
                        new StringDeserializer(),
                        new ByteArrayDeserializer()),
                settings,
                new FeedMetrics(new SimpleMeterRegistry(), settings.topic()),
                clock);
        feeds.add(feed);
        feed.start();
        return feed;
    }

    private static SnapshotVersion version(long number) {
        return new SnapshotVersion(number, NetworkFixtures.NOW.plusSeconds(number), null, List.of());
    }

    private static List<NetworkObject> network() {
        var objects = new ArrayList<NetworkObject>();
        var topology = NetworkFixtures.topology();
        topology.routers().forEach(router -> objects.add(new NodeObject(router)));
        topology.links().forEach(link -> objects.add(new LinkObject(link.id(), link.directions())));
        objects.add(new PolicyObject(NetworkFixtures.policy()));
        return objects;
    }

    private static ObjectKey policy() {
        return new PolicyObject(NetworkFixtures.policy()).key();
    }

    private static void awaitVersion(NetworkFeed feed, long number) {
        await().untilAsserted(() -> assertThat(feed.newest())
                .hasValueSatisfying(
                        newest -> assertThat(newest.version().number()).isEqualTo(number)));
    }

    private void writeRaw(String key, byte[] value) {
        try (Producer<String, byte[]> raw =
                new KafkaProducer<>(BROKER.clientSettings(), new StringSerializer(), new ByteArraySerializer())) {
            raw.send(new ProducerRecord<>(settings.topic(), 0, key, value));
        }
    }

    @Test
    void everyVersionReachesWhoFollowsAndTheLastOneWhoComesLater() {
        // given: a follower before there is a topic
        var early = follower();
        var heard = new ArrayList<Long>();
        early.onNew(snapshot -> heard.add(snapshot.version().number()));
        // when
        writer.open();
        writer.write(version(1), network(), Set.of());
        awaitVersion(early, 1);
        writer.write(version(2), List.of(), Set.of(policy()));
        awaitVersion(early, 2);
        // then
        var late = follower();
        awaitVersion(late, 2);
        assertThat(heard).containsExactly(1L, 2L);
        for (var feed : List.of(early, late)) {
            var newest = feed.newest().orElseThrow();
            assertThat(newest.topology().version())
                    .isEqualTo(NetworkFixtures.topology().version());
            assertThat(newest.policies()).isEmpty();
        }
    }

    @Test
    void aTopicThatComesLateIsAWarningOnlyWhenItLasts(CapturedOutput log) {
        // given: a follower before there is a topic
        var feed = follower();
        await().untilAsserted(() -> assertThat(feed.reason()).contains("there is no topic"));
        assertThat(log).doesNotContain("is not followed since");
        // when
        clock.move(settings.warnAfter());
        // then
        await().untilAsserted(() -> assertThat(log).containsOnlyOnce("is not followed since"));
        writer.open();
        writer.write(version(1), network(), Set.of());
        awaitVersion(feed, 1);
        await().untilAsserted(() -> assertThat(feed.reason()).isEqualTo("followed"));
    }

    @Test
    void aSnapshotPastItsAgeLimitIsUnknownAndHealthSaysItsAge() {
        // given
        writer.open();
        writer.write(version(1), network(), Set.of());
        var feed = follower();
        awaitVersion(feed, 1);
        var health = new NetworkFeedHealth(feed, settings, clock);
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        // when
        clock.move(Duration.ofSeconds(100));
        // then
        assertThat(feed.newest()).isPresent();
        assertThat(feed.noOlderThan(Duration.ofSeconds(99))).isPresent();
        assertThat(feed.noOlderThan(Duration.ofSeconds(98))).isEmpty();
        assertThat(health.health().getStatus()).isEqualTo(Status.UNKNOWN);
        assertThat(health.health().getDetails()).containsEntry("age_seconds", 99L);
    }

    @Test
    void aWriterThatDiesInTheMiddleOfAVersionLeavesNothingOfIt() {
        // given
        writer.open();
        writer.write(version(1), network(), Set.of());
        try (Producer<String, byte[]> dying = new KafkaProducer<>(
                FeedAutoConfiguration.producer(BROKER.clientSettings(), settings),
                new StringSerializer(),
                new ByteArraySerializer())) {
            dying.initTransactions();
            dying.beginTransaction();
            dying.send(new ProducerRecord<>(settings.topic(), 0, FeedRecordFormat.key(policy()), null));
            dying.flush();
        }
        // when: the next writer repeats the version
        var next = writer();
        next.open();
        var feed = follower();
        awaitVersion(feed, 1);
        // then
        assertThat(feed.newest().orElseThrow().policies()).hasSize(1);
        next.write(version(2), List.of(), Set.of(policy()));
        awaitVersion(feed, 2);
        assertThat(feed.newest().orElseThrow().policies()).isEmpty();
        next.close();
    }

    @Test
    void ofTwoWritersOnlyTheLastOneThatOpenedWrites() {
        // given
        writer.open();
        writer.write(version(1), network(), Set.of());
        var other = writer();
        other.open();
        // when, then
        assertThatThrownBy(() -> writer.write(version(2), List.of(), Set.of(policy())))
                .isInstanceOf(KafkaException.class);
        assertThat(writer.isOpen()).isFalse();
        other.write(version(2), List.of(), Set.of());
        var feed = follower();
        awaitVersion(feed, 2);
        assertThat(feed.newest().orElseThrow().policies()).hasSize(1);
        other.close();
    }

    @Test
    void whatCannotBeReadStopsNoReaderAndIsUnknownUntilItIsWrittenAgain() {
        // given
        writer.open();
        writer.write(version(1), network(), Set.of());
        var feed = follower();
        awaitVersion(feed, 1);
        // when
        writeRaw("node/zurich", "\0 poison".getBytes(StandardCharsets.UTF_8));
        writeRaw("no key", new byte[] {1});
        await().until(() -> !feed.unreadable().isEmpty());
        writer.write(version(2), List.of(), Set.of());
        // then: the version is not used, and the key is named
        var zurich = new NodeObject(NetworkFixtures.topology().router("zurich").orElseThrow());
        assertThat(feed.unreadable()).containsExactly(zurich.key());
        writer.write(version(3), List.of(zurich), Set.of());
        awaitVersion(feed, 3);
        assertThat(feed.unreadable()).isEmpty();
        assertThat(feed.newest().orElseThrow().topology().version())
                .isEqualTo(NetworkFixtures.topology().version());
    }

    @Test
    void whatTheTopicHoldsIsKnownToTheNextWriter() {
        // given
        writer.open();
        writer.write(version(4), network(), Set.of());
        var feed = follower();
        await().until(() -> feed.content().isPresent());
        // when
        writer.write(version(5), List.of(), Set.of(policy()));
        feed.reload();
        // then
        await().untilAsserted(() -> assertThat(feed.content()).hasValueSatisfying(content -> {
            assertThat(content.number()).isEqualTo(5);
            assertThat(content.objects()).hasSize(network().size() - 1).doesNotContainKey(policy());
        }));
    }
}
