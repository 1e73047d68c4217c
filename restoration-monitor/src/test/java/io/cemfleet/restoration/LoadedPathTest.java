package io.cemfleet.restoration;

import static io.cemfleet.restoration.RestorationFixtures.causedByLoad;
import static io.cemfleet.restoration.RestorationFixtures.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

/** Where load was the cause, traffic returns only if it fits. The tunnel carries 500 Mbit/s, each link 10 Gbit/s. */
class LoadedPathTest extends MonitorTest {

    @Test
    void whereLoadWasTheCauseTrafficWaitsForRoom() {
        // given a degraded link that is full when the watch begins
        links.utilise("frankfurt-prague", "frankfurt", 0.9);
        begin(request(id, 1, tunnel));
        awaitEvent("restoration_deferred");
        // then
        assertThat(details("restoration_deferred").path("links").path(0).asText())
                .isEqualTo("frankfurt-prague");
        assertThat(details("restoration_deferred").path("limit").asDouble()).isEqualTo(0.8);
        int before = links.looks();
        await().until(() -> links.looks() > before + 4);
        assertThat(events()).containsExactly("sla_recovered", "hold_timer_started", "restoration_deferred");
        assertThat(stage()).isEqualTo("HOLDING");
        // and 0.76 with 0.05 more is still too much, 0.74 is not
        links.utilise("frankfurt-prague", "frankfurt", 0.76);
        int again = links.looks();
        await().until(() -> links.looks() > again + 4);
        assertThat(shifts()).isEmpty();
        links.utilise("frankfurt-prague", "frankfurt", 0.74);
        awaitEvent("restored");
        assertThat(events()).containsOnlyOnce("restoration_deferred");
    }

    @Test
    void aFurtherStageWaitsForRoomToo() {
        // given
        onShift(weight -> {
            if (weight == 50) {
                links.utilise("prague-vienna", "prague", 0.79);
            }
        });
        // when
        begin(causedByLoad(request(id, 1, tunnel)));
        awaitEvent("restoration_deferred");
        // then
        assertThat(shifts()).containsExactly(75, 50);
        assertThat(stage()).isEqualTo("CUTTING_OVER");
        links.utilise("prague-vienna", "prague", 0.5);
        awaitEvent("restored");
        assertThat(shifts()).containsExactly(75, 50, 25, 0);
    }

    @Test
    void anUnknownLoadIsNoRoomAndAPersonIsTold() {
        // given
        links.takeUtilisationAway("prague-vienna", "prague");
        // when
        begin(causedByLoad(request(id, 1, tunnel)));
        awaitEvent("telemetry_missing");
        // then
        assertThat(details("telemetry_missing").path("reason").asText()).contains("prague-vienna");
        assertThat(shifts()).isEmpty();
        links.heal();
        awaitEvent("restored");
    }

    @Test
    void whereLoadWasNotTheCauseItIsNotAskedFor() {
        // given
        onShift(weight -> links.utilise("prague-vienna", "prague", 0.99));
        // when
        begin(request(id, 1, tunnel));
        awaitEvent("restored");
        // then
        assertThat(events()).isEqualTo(WHOLE_WAY);
    }
}
