package io.cemfleet.path.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cemfleet.feed.NetworkFeed;
import io.cemfleet.feed.NetworkFeedWriter;
import io.cemfleet.network.NetworkFixtures;
import io.cemfleet.network.measurement.LinkReadings;
import io.cemfleet.network.policy.SrPolicies;
import io.cemfleet.network.policy.SrPolicy;
import io.cemfleet.network.snapshot.NetworkSnapshot;
import io.cemfleet.path.PathSettings;
import io.cemfleet.path.network.NetworkReading;
import io.cemfleet.runtime.kafka.KafkaAutoConfiguration;
import io.cemfleet.runtime.testing.TransactionalBroker;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Publishers and a follower on a real broker. */
class NetworkPublisherTest {

    @RegisterExtension
    static final TransactionalBroker BROKER = new TransactionalBroker();

    private final String topic = "network-" + UUID.randomUUID();
    private final List<AnnotationConfigApplicationContext> agents = new ArrayList<>();
    private final NetworkFeed follower = agent().getBean(NetworkFeed.class);

    @AfterEach
    void leave() {
        agents.forEach(AnnotationConfigApplicationContext::close);
    }

    private AnnotationConfigApplicationContext agent() {
        var context = new AnnotationConfigApplicationContext();
        TestPropertyValues.of(
                        "spring.kafka.bootstrap-servers=" + BROKER.address(),
                        "cem.network.feed.topic=" + topic,
                        "cem.network.feed.retry=50ms")
                .applyTo(context);
        context.registerBean(Clock.class, Clock::systemUTC);
        context.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
        // By their whole names, since two of them have the same simple one.
        for (var configuration : List.of(
                SslAutoConfiguration.class,
                org.springframework.boot.autoconfigure.kafka.KafkaAutoConfiguration.class,
                KafkaAutoConfiguration.class,
                feedConfiguration())) {
            context.registerBean(configuration.getName(), configuration);
        }
        context.refresh();
        agents.add(context);
        return context;
    }

    private static Class<?> feedConfiguration() {
        try {
            return Class.forName("io.cemfleet.feed.FeedAutoConfiguration");
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private NetworkPublisher publisher() {
        var context = agent();
        var settings = new Binder().bindOrCreate("cem.path", Bindable.of(PathSettings.class));
        return new NetworkPublisher(
                context.getBeanProvider(NetworkFeed.class),
                context.getBeanProvider(NetworkFeedWriter.class),
                settings,
                Clock.systemUTC());
    }

    private static NetworkReading reading(SrPolicy... policies) {
        var now = Instant.now();
        return new NetworkReading(
                NetworkFixtures.topology().readAgain(now),
                new SrPolicies(List.of(policies), List.of()),
                now,
                now,
                List.of(NetworkFixtures.service()),
                now);
    }

    /** Publishes readings until the follower has what the test waits for. */
    private NetworkSnapshot published(NetworkPublisher publisher, NetworkReading reading) {
        var wanted = reading.confirmedAt();
        await().pollInterval(Duration.ofMillis(100)).until(() -> {
            publisher.networkRead(reading);
            return follower.newest()
                    .filter(snapshot -> snapshot.version().confirmedAt().equals(wanted))
                    .isPresent();
        });
        return follower.newest().orElseThrow();
    }

    @Test
    void aFollowerHasTheReadingWithItsPoliciesServicesAndLoads() {
        // given
        var publisher = publisher();
        var link = NetworkFixtures.direction("munich-zurich", "munich");
        var at = Instant.now();
        publisher.measured(new LinkReadings(Map.of(link, NetworkFixtures.sample(link, at)), Map.of()), at);
        // when
        var snapshot = published(publisher, reading(NetworkFixtures.policy()));
        // then
        assertThat(snapshot.topology().version())
                .isEqualTo(NetworkFixtures.topology().version());
        assertThat(snapshot.policies()).containsKey(NetworkFixtures.policy().key());
        assertThat(snapshot.services()).containsExactly(NetworkFixtures.service());
        assertThat(snapshot.load(link))
                .hasValueSatisfying(
                        load -> assertThat(load.measured().utilisation()).isEqualTo(0.3));
        assertThat(snapshot.servicesOn("frankfurt-prague")).containsExactly("L3VPN-1");
    }

    @Test
    void whatIsGoneIsRemovedAlsoByTheNextPublisher() {
        // given: one publishes, and stops
        var first = publisher();
        var before = published(first, reading(NetworkFixtures.policy()));
        first.destroy();
        // when
        var second = publisher();
        var after = published(second, reading());
        // then
        assertThat(after.policies()).isEmpty();
        assertThat(after.version().number()).isGreaterThan(before.version().number());
    }

    @Test
    void ofTwoPublishersOneIsSilent() {
        // given
        var first = publisher();
        published(first, reading(NetworkFixtures.policy()));
        var second = publisher();
        published(second, reading());
        // when: the first goes on reading
        for (int i = 0; i < 5; i++) {
            first.networkRead(reading(NetworkFixtures.policy()));
        }
        // then
        assertThat(published(second, reading()).policies()).isEmpty();
    }

    @Test
    void anObjectThatCannotBeReadIsWrittenAgain() {
        // given
        var publisher = publisher();
        published(publisher, reading());
        try (var raw = new KafkaProducer<>(BROKER.clientSettings(), new StringSerializer(), new StringSerializer())) {
            raw.send(new ProducerRecord<>(topic, 0, "node/zurich", "poison"));
            raw.send(new ProducerRecord<>(topic, 0, "node/never-was", "poison"));
        }
        await().until(() -> follower.unreadable().size() == 2);
        // when, then
        assertThat(published(publisher, reading()).topology().version())
                .isEqualTo(NetworkFixtures.topology().version());
        assertThat(follower.unreadable()).isEmpty();
    }
}
