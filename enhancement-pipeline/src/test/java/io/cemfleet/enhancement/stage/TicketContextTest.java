package io.cemfleet.enhancement.stage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.enhancement.StageFixtures;
import io.cemfleet.runtime.testing.FleetJson;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What goes from the gathering to the synthesis, as it is kept and shown. */
class TicketContextTest {

    @Test
    void workflowStateHasRankedTicketsArticlesSystemsIncidentsAndErrors() {
        TicketContext known = StageFixtures.context();
        JsonNode state = FleetJson.tree(new TicketContext(
                known.similarTickets(),
                known.articles(),
                known.systems(),
                known.incidents(),
                List.of(new SourceError("kb_search", "Timeout after 10s")),
                3,
                1));

        assertThat(state.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "similar_tickets",
                        "articles",
                        "systems",
                        "incidents",
                        "errors",
                        "nodes_success",
                        "nodes_failed");
        assertThat(state.path("similar_tickets").path(0).path("ticket_id").asText())
                .isEqualTo("TKT-11111");
        assertThat(state.path("similar_tickets").path(0).path("score").asDouble())
                .isGreaterThan(
                        state.path("similar_tickets").path(1).path("score").asDouble());
        assertThat(state.path("articles").path(0).path("score").asDouble()).isPositive();
        assertThat(state.path("systems").path(0).path("hostname").asText()).isEqualTo("server-prod-01");
        assertThat(state.path("systems").path(0).path("ip_address").asText()).isEqualTo("10.0.1.100");
        assertThat(state.path("systems").path(0).path("role").asText()).isEqualTo("web-server");
        assertThat(state.path("errors").toString())
                .isEqualTo("[{\"node_name\":\"kb_search\",\"message\":\"Timeout after 10s\"}]");
    }

    @Test
    void aGatheringThatFailedWholeIsAnEmptyStateWithItsError() {
        TicketContext failed = TicketContext.failed(new SourceError("context_gathering", "Timeout"));

        assertThat(failed.similarTickets()).isEmpty();
        assertThat(failed.errors()).containsExactly(new SourceError("context_gathering", "Timeout"));
        assertThat(failed.nodesSuccess()).isZero();
    }
}
