package io.cemfleet.restoration;

import static io.cemfleet.restoration.RestorationFixtures.causedByLoad;
import static io.cemfleet.restoration.RestorationFixtures.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.cemfleet.a2a.contract.ComputedPath;
import io.cemfleet.a2a.contract.MonitorRestoration;
import io.cemfleet.a2a.contract.TeType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Traffic returns only where it fits. The tunnel carries 500 Mbit/s, each link 10 Gbit/s. */
class ReturnWithLoadTest extends RestorationTestBase {

    @Test
    void trafficWaitsForCapacityWithEveryCause() {
        // given an original link that is full when the path recovers
        links.utilise("frankfurt-prague", "frankfurt", 0.9);
        begin(request(id, 1, tunnel));
        awaitEvent("restoration_deferred");
        // then
        assertThat(details("restoration_deferred").path("links").path(0).asText())
                .isEqualTo("frankfurt-prague");
        assertThat(details("restoration_deferred").path("limit").asDouble()).isEqualTo(0.75);
        int before = links.reads();
        await().until(() -> links.reads() > before + 4);
        assertThat(events()).containsExactly("sla_recovered", "hold_timer_started", "restoration_deferred");
        assertThat(stage()).isEqualTo("HOLDING");
        // and 0.74 with 0.05 more is still too much, 0.69 is not
        links.utilise("frankfurt-prague", "frankfurt", 0.74);
        int again = links.reads();
        await().until(() -> links.reads() > again + 4);
        assertThat(shifts()).isEmpty();
        links.utilise("frankfurt-prague", "frankfurt", 0.69);
        awaitEvent("restored");
        assertThat(events()).containsOnlyOnce("restoration_deferred");
    }

    @Test
    void afterAForecastTheReturnStaysBelowTheForecastsAlarm() {
        // given a load that would do otherwise
        links.utilise("frankfurt-prague", "frankfurt", 0.66);
        begin(causedByLoad(request(id, 1, tunnel)));
        awaitEvent("restoration_deferred");
        // then
        assertThat(details("restoration_deferred").path("limit").asDouble()).isCloseTo(0.65, within(1e-9));
        links.utilise("frankfurt-prague", "frankfurt", 0.59);
        awaitEvent("restored");
    }

    @Test
    void otherLinksWithoutRoomAreReportedAgain() {
        // given
        links.utilise("frankfurt-prague", "frankfurt", 0.9);
        begin(request(id, 1, tunnel));
        awaitEvent("restoration_deferred");
        // when
        links.utilise("prague-vienna", "prague", 0.9);
        // then
        await().until(() -> deferrals().size() == 2);
        assertThat(deferrals().getLast()).isEqualTo("[\"frankfurt-prague\",\"prague-vienna\"]");
    }

    @Test
    void theTunnelsThatFillTheLinksAreNamed() {
        // given another incident whose tunnel crosses the original path of this one
        String other = "INC-2027-" + id.substring(9);
        MonitorRestoration.Request theirs = request(other, 1, "other-" + tunnel);
        begin(RestorationFixtures.with(theirs, watched -> overPrague(watched)));
        links.utilise("prague-vienna", "prague", 0.9);
        // when
        begin(request(id, 1, tunnel));
        awaitEvent("restoration_deferred");
        // then
        assertThat(details("restoration_deferred").path("own_tunnels").toString())
                .isEqualTo("[\"other-" + tunnel + "\"]");
        orchestrator().send("cancel_monitoring", Map.of("incident_id", other));
    }

    @Test
    void aFurtherStageWaitsForRoomToo() {
        // given
        onShift(weight -> {
            if (weight == 50) {
                links.utilise("prague-vienna", "prague", 0.74);
            }
        });
        // when
        begin(request(id, 1, tunnel));
        awaitEvent("restoration_deferred");
        // then
        assertThat(shifts()).containsExactly(75, 50);
        assertThat(stage()).isEqualTo("CUTTING_OVER");
        links.utilise("prague-vienna", "prague", 0.5);
        awaitEvent("restored");
        assertThat(shifts()).containsExactly(75, 50, 25, 0);
    }

    @Test
    void anUnknownLoadIsNoCapacityAndIsReported() {
        // given
        links.takeUtilisationAway("prague-vienna", "prague");
        // when
        begin(request(id, 1, tunnel));
        awaitEvent("telemetry_missing");
        // then
        assertThat(details("telemetry_missing").path("reason").asText()).contains("prague-vienna");
        assertThat(shifts()).isEmpty();
        links.heal();
        awaitEvent("restored");
    }

    private List<String> deferrals() {
        return updates().stream()
                .filter(update -> update.path("event").asText().equals("restoration_deferred"))
                .map(update -> update.at("/details/links").toString())
                .toList();
    }

    /** A tunnel over Prague for traffic whose own way is over Munich. */
    private static MonitorRestoration.WatchedProtection overPrague(MonitorRestoration.WatchedProtection watched) {
        ComputedPath path = new ComputedPath(
                List.of("frankfurt", "prague", "vienna"),
                RestorationFixtures.OVER_PRAGUE,
                List.of(),
                2,
                7.0,
                20,
                20,
                null,
                TeType.SR_MPLS);
        return WatchedProtectionBuilder.like(watched).protectionPath(path).build();
    }
}
