package io.cemfleet.lab.servicedesk;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.lab.LabSettings;
import io.cemfleet.lab.carrier.CarrierLoader;
import io.cemfleet.lab.network.LabNetwork;
import io.cemfleet.lab.network.LabRouter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeskHistoryGeneratorTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);
    private static final LabNetwork NETWORK =
            new LabNetwork(CarrierLoader.load(null), CLOCK, Duration.ofMinutes(1), 42);

    private static DeskHistoryGenerator history(long seed) {
        var lab = new LabSettings(null, null, Duration.ZERO, Duration.ofMinutes(1), seed);
        var desk = new ServiceDeskSettings(null, "", "", Duration.ofSeconds(1), 1, 64);
        return new DeskHistoryGenerator(NETWORK, lab, desk, CLOCK);
    }

    @Test
    void theSameNetworkAndSeedHaveTheSameHistory() {
        assertThat(history(42).resolved()).hasSize(64).isEqualTo(history(42).resolved());
        assertThat(history(42).solutions()).isEqualTo(history(42).solutions());
        assertThat(history(43).resolved()).isNotEqualTo(history(42).resolved());
    }

    @Test
    void everyRequestNamesARouterOfTheNetworkAndWasResolvedAfterItWasMade() {
        List<String> routers =
                NETWORK.topology().routers().stream().map(LabRouter::hostname).toList();
        assertThat(history(42).resolved()).allSatisfy(story -> {
            assertThat(routers).anyMatch(router -> story.description().contains(router));
            assertThat(story.resolved()).isAfter(story.created()).isBefore(CLOCK.instant());
            assertThat(story.subject() + story.description() + story.resolution())
                    .doesNotContainPattern("[{}]");
        });
    }
}
