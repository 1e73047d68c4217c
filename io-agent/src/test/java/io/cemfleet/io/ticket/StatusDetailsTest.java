package io.cemfleet.io.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusDetailsTest {

    @Test
    void aTunnelIsKeptOnceWhetherNamedAloneOrInTheList() {
        StatusDetails details = StatusDetails.of(
                Map.of("tunnel_id", "T1", "tunnels", List.of(Map.of("tunnel_id", "T1"), Map.of("tunnel_id", "T2"))));

        assertThat(details.tunnelIds()).containsExactly("T1", "T2");
    }

    @Test
    void servicesAreCountedByKnownTiersTheHighestFirst() {
        StatusDetails details =
                StatusDetails.of(Map.of("services_by_tier", Map.of("gold", 2, "platinum", 1, "tin", 9)));

        assertThat(details.servicesByTier()).containsExactly(Map.entry("platinum", 1), Map.entry("gold", 2));
    }

    @Test
    void anApprovalAndARejectionAreDecisions() {
        assertThat(StatusDetails.of(Map.of("approved_by", "anna")).decided()).isTrue();
        assertThat(StatusDetails.of(Map.of("reason", "plan_rejected")).decided())
                .isTrue();
        assertThat(StatusDetails.of(Map.of("reason", "no_room")).decided()).isFalse();
    }

    @Test
    void detailsOfAnotherTypeChangeNothing() {
        StatusDetails details = StatusDetails.of(Map.of(
                "severity",
                3,
                "services_by_tier",
                List.of(),
                "total_affected",
                "many",
                "degraded_links",
                "L1",
                "tunnels",
                Map.of(),
                "waiting_for",
                true));

        assertThat(details).isEqualTo(StatusDetails.of(Map.of()));
    }
}
