package io.cemfleet.restoration;

import static io.cemfleet.restoration.RestorationFixtures.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.contract.MonitorRestoration;
import io.cemfleet.a2a.contract.SlaTier;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where not all traffic fits, a part returns and the rest stays protected. Each tunnel carries 2 of 10 Gbit/s. */
class PartialReturnTest extends RestorationTestBase {
    private final String bronze = "bronze-" + tunnel;

    @Test
    void theHighestTierReturnsAndTheRestFollowsWhenThereIsRoom() {
        // given room for one of two
        links.utilise("frankfurt-prague", "frankfurt", 0.45);
        onShift(weight -> {
            if (weight == 0) {
                links.utilise("frankfurt-prague", "frankfurt", 0.7);
            }
        });
        // when
        begin(two());
        awaitEvent("restored");
        // then
        assertThat(tunnelsOf("restored")).containsExactly("[\"" + tunnel + "\"]");
        assertThat(tunnelsOf("restoration_deferred")).startsWith("[\"" + bronze + "\"]");
        assertThat(details("restoration_deferred").path("links").toString()).isEqualTo("[\"frankfurt-prague\"]");
        assertThat(details("restoration_deferred").path("own_tunnels").toString())
                .isEqualTo("[]");
        assertThat(shiftsOf(bronze)).isEmpty();
        assertThat(stage()).isEqualTo("CUTTING_OVER");
        // and
        links.utilise("frankfurt-prague", "frankfurt", 0.4);
        await().atMost(Duration.ofSeconds(20)).until(() -> tunnelsOf("restored").size() == 2);
        assertThat(tunnelsOf("restored").getLast()).isEqualTo("[\"" + bronze + "\"]");
        assertThat(shiftsOf(bronze)).containsExactly(75, 50, 25, 0);
        assertThat(stage()).isEqualTo("RESTORED");
    }

    @Test
    void eachStageSaysWhatEachTunnelCarries() {
        // given room for both
        links.utilise("frankfurt-prague", "frankfurt", 0.1);
        // when
        begin(two());
        awaitEvent("restored");
        // then
        JsonNode stage = details("cutover_stage");
        assertThat(stage.path("tunnels")).hasSize(2);
        assertThat(stage.at("/tunnels/0/protection_weight").asInt()).isEqualTo(75);
        assertThat(stage.at("/tunnels/1/original_weight").asInt()).isEqualTo(25);
        // and both are reported together, though each tier is removed in a wave of its own
        assertThat(tunnelsOf("restored")).containsExactly("[\"" + bronze + "\",\"" + tunnel + "\"]");
    }

    private MonitorRestoration.Request two() {
        return RestorationFixtures.with(
                request(id, 1, tunnel, bronze), watched -> WatchedProtectionBuilder.like(watched)
                        .demandMbps(2000.0)
                        .tier(watched.tunnelId().equals(tunnel) ? SlaTier.GOLD : SlaTier.BRONZE)
                        .build());
    }

    private List<String> tunnelsOf(String event) {
        return updates().stream()
                .filter(update -> update.path("event").asText().equals(event))
                .map(update -> update.path("tunnel_ids").toString())
                .toList();
    }

    private static List<Integer> shiftsOf(String which) {
        return PEERS.payloads("shift_traffic").stream()
                .filter(payload -> payload.path("tunnel_id").asText().equals(which))
                .map(payload -> payload.path("protection_weight").asInt())
                .toList();
    }
}
