package io.cemfleet.path.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.cnc.FakeController;
import io.cemfleet.network.NetworkFixtures;
import io.cemfleet.path.PathSettings;
import io.cemfleet.runtime.testing.ManualClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;

/** What is read of a controller that notifies its changes, round by round. */
class NetworkPollerTest {

    /** The services and their route policies, once a minute. */
    private static final int SERVICES_A_MINUTE = 2;

    private final FakeController controller = new FakeController();
    private final ManualClock clock = new ManualClock(Instant.now());
    private final PathSettings settings = new Binder().bindOrCreate("cem.path", Bindable.of(PathSettings.class));
    private final StreamedNetwork stream = new StreamedNetwork(clock);
    private final List<NetworkReading> read = new ArrayList<>();
    private final List<NetworkReading> confirmed = new ArrayList<>();
    private final AtomicInteger keyedReads = new AtomicInteger();
    private final NetworkPoller poller = poller(stream, settings);

    private NetworkPoller poller(StreamedNetwork stream, PathSettings settings) {
        List<NetworkPollListener> listeners = List.of(new NetworkPollListener() {
            @Override
            public void networkRead(NetworkReading reading) {
                read.add(reading);
            }

            @Override
            public void networkConfirmed(NetworkReading reading) {
                confirmed.add(reading);
            }
        });
        var network = new CurrentNetwork(
                controller.topologyHolder, new TopologyVersions(controller.topologyHolder, settings), settings, clock);
        return new NetworkPoller(
                new ControllerReader(
                        controller.topologyHolder, controller.policyClient, controller.vpnServices, settings, clock),
                stream,
                new LinkLoadReader(controller.measurements, stream, network, listeners, settings, clock),
                listeners,
                settings,
                clock);
    }

    @BeforeEach
    void theStreamIsOpenAndTheNetworkRead() {
        controller.policies = List.of(NetworkFixtures.policy());
        controller.samples = direction -> {
            keyedReads.incrementAndGet();
            return Optional.of(NetworkFixtures.sample(direction, clock.instant()));
        };
        stream.opened();
        poller.readOnce();
        assertThat(controller.policyReads).hasValue(1);
    }

    private void seconds(int seconds) {
        for (int i = 0; i < seconds; i++) {
            clock.move(Duration.ofSeconds(1));
            stream.alive();
            poller.readOnce();
        }
    }

    @Test
    void aQuietStreamConfirmsTheLastReadingWithoutACall() {
        seconds(30);
        assertThat(controller.policyReads).hasValue(1);
        assertThat(confirmed).isNotEmpty();
        assertThat(confirmed.getLast().confirmedAt()).isAfter(clock.instant().minusSeconds(5));
        assertThat(confirmed.getLast().policies()).isEqualTo(read.getFirst().policies());
    }

    @Test
    void aNotifiedChangeIsReadInTheNextRoundAndOnceForMany() {
        controller.policies = List.of();
        stream.changed();
        stream.changed();
        seconds(2);
        assertThat(controller.policyReads).hasValue(2);
        assertThat(read.getLast().policies().policies()).isEmpty();
    }

    @Test
    void linksAreMeasuredByKeyOnlyWhileNoMeasurementIsNotified() throws JsonProcessingException {
        var notification = new ObjectMapper().readTree("{\"m:pm\":{\"igp-link-pm\":[]}}");
        for (int i = 0; i < 20; i++) {
            stream.measured(notification, clock.instant());
            seconds(5);
        }
        assertThat(keyedReads).hasValue(0);
        seconds(31);
        assertThat(keyedReads.get()).isPositive();
    }

    @Test
    void everythingIsReadAgainAtTheReconcilingInterval() {
        seconds(61);
        assertThat(controller.policyReads).hasValue(2);
    }

    /** With the agent's own settings; a measured direction is three calls, a reading of everything else two. */
    @Test
    void aControllerThatNotifiesNothingIsAskedLessThanTwiceADirectionAndMinute() throws IOException {
        // given
        var agent = new YamlPropertySourceLoader().load("agent", new ClassPathResource("application.yml"));
        var own = new Binder(ConfigurationPropertySources.from(agent), new PropertySourcesPlaceholdersResolver(agent))
                .bind("cem.path", PathSettings.class)
                .get();
        var unnotified = poller(new StreamedNetwork(clock), own);
        int readBefore = controller.policyReads.get();
        int measuredBefore = keyedReads.get();
        int minutes = 60;
        // when
        var end = clock.instant().plus(Duration.ofMinutes(minutes));
        while (clock.instant().isBefore(end)) {
            unnotified.readOnce();
            clock.move(unnotified.pauseAfter(Duration.ZERO));
        }
        // then, on the 124 directions of the default carrier
        double measurements = 3.0
                * (keyedReads.get() - measuredBefore)
                / controller.network.directions().size()
                / minutes;
        double readings = 2.0 * (controller.policyReads.get() - readBefore) / minutes;
        assertThat(measurements).isLessThan(1.2);
        assertThat(readings).isLessThanOrEqualTo(24.5);
        assertThat(measurements + (readings + SERVICES_A_MINUTE) / 124).isLessThan(1.4);
    }

    @Test
    void aStreamThatIsNotHeardConfirmsNothingNewer() {
        clock.move(Duration.ofSeconds(10));
        poller.readOnce();
        assertThat(read.getLast().confirmedAt()).isEqualTo(clock.instant().minusSeconds(10));
    }

    @Test
    void afterTheStreamIsClosedEveryRoundReads() {
        stream.closed();
        seconds(3);
        assertThat(controller.policyReads).hasValue(4);
    }

    @Test
    void aReadingThatFailsIsRepeatedThoughTheStreamIsQuiet() {
        controller.policiesUp = false;
        stream.changed();
        seconds(1);
        controller.policiesUp = true;
        seconds(1);
        assertThat(controller.policyReads).hasValue(3);
        assertThat(confirmed).isEmpty();
    }
}
