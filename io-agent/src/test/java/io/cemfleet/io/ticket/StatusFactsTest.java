package io.cemfleet.io.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.IncidentState;
import io.cemfleet.a2a.contract.StatusUpdate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusFactsTest {

    @Test
    void aTunnelIsKeptOnceWhetherNamedAloneOrInTheList() {
        StatusFacts facts = facts(
                Map.of("tunnel_id", "T1", "tunnels", List.of(Map.of("tunnel_id", "T1"), Map.of("tunnel_id", "T2"))));

        assertThat(facts.tunnelIds()).containsExactly("T1", "T2");
    }

    @Test
    void servicesAreCountedByKnownTiersTheHighestFirst() {
        StatusFacts facts = facts(Map.of("services_by_tier", Map.of("gold", 2, "platinum", 1, "tin", 9)));

        assertThat(facts.servicesByTier()).containsExactly(Map.entry("platinum", 1), Map.entry("gold", 2));
    }

    @Test
    void anApprovalAndARejectionAreDecisions() {
        assertThat(facts(Map.of("approved_by", "anna")).decided()).isTrue();
        assertThat(facts(Map.of("reason", "plan_rejected")).decided()).isTrue();
        assertThat(facts(Map.of("reason", "no_room")).decided()).isFalse();
    }

    @Test
    void detailsOfAnotherTypeChangeNothing() {
        StatusFacts facts = facts(Map.of(
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

        assertThat(facts).isEqualTo(facts(Map.of()));
    }

    private static StatusFacts facts(Map<String, Object> details) {
        return StatusFacts.of(new StatusUpdate.Request(
                "INC-1", IncidentState.COMPUTING, "3", "computing", details, "orchestrator", Instant.EPOCH));
    }
}
