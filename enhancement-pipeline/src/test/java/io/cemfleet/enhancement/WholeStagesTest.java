package io.cemfleet.enhancement;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.cemfleet.enhancement.StageFixtures.NOW;
import static io.cemfleet.enhancement.StageFixtures.within;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.cemfleet.a2a.testing.FleetJson;
import io.cemfleet.a2a.testing.PeerStub;
import io.cemfleet.enhancement.pipeline.Context;
import io.cemfleet.enhancement.pipeline.ContextStage;
import io.cemfleet.enhancement.pipeline.Enhancement;
import io.cemfleet.enhancement.pipeline.Preferences;
import io.cemfleet.enhancement.pipeline.ResolvedTickets;
import io.cemfleet.enhancement.pipeline.SynthesisStage;
import io.cemfleet.enhancement.pipeline.TenantProfile;
import io.cemfleet.enhancement.pipeline.Ticket;
import io.cemfleet.enhancement.pipeline.UpdateOutcome;
import io.cemfleet.enhancement.pipeline.UpdateStage;
import io.cemfleet.enhancement.servicedesk.DeskStub;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The real stages as the agent has them, against third parties that answer. */
class WholeStagesTest extends EnhancementTest {
    private static final WireMockServer OPEN_ROUTER =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());

    @Autowired
    @Qualifier("contextGathering")
    ContextStage context;

    @Autowired
    @Qualifier("modelSynthesis")
    SynthesisStage synthesis;

    @Autowired
    @Qualifier("ticketUpdate")
    UpdateStage update;

    @Autowired
    ResolvedTickets history;

    @DynamicPropertySource
    static void openRouter(DynamicPropertyRegistry registry) {
        OPEN_ROUTER.start();
        registry.add("cem.enhancement.openrouter.url", () -> OPEN_ROUTER.baseUrl() + "/api/v1");
        registry.add("cem.enhancement.openrouter.api-key", () -> "key");
    }

    @Test
    void completePipelineOfStagesFromTicketToNoteCitesItsSources() {
        history.learned(ACME, "TKT-11111", "Server slowness", "The server is slow.", "Backup moved.", NOW);
        Answer inventory = admin(
                "PUT",
                "/api/tenants/acme/systems",
                FleetJson.tree(Map.of(
                        "items",
                        List.of(Map.of(
                                "hostname", "server-prod-01", "ip_address", "10.0.1.100", "role", "web-server")))));
        assertThat(inventory.body().path("systems").asInt()).isEqualTo(1);
        PEERS.on("find_incidents", payload -> PeerStub.Reply.completed(FleetJson.parse("{\"incidents\":[]}")));
        OPEN_ROUTER.stubFor(any(anyUrl())
                .willReturn(jsonResponse(
                        "{\"id\":\"g\",\"model\":\"openai/gpt-4\",\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\",\"content\":"
                                + "\"### Recommended Next Steps\\n- Move the backup. [T1, S1]\\n- Buy more. \"}}],"
                                + "\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":5,\"total_tokens\":15,\"cost\":0.01}}",
                        200)));
        try (DeskStub desk = new DeskStub()) {
            desk.http.stubFor(any(urlPathEqualTo("/api/v3/solutions"))
                    .willReturn(jsonResponse("{\"solutions\":[],\"response_status\":[{\"status_code\":2000}]}", 200)));
            TenantProfile tenant = StageFixtures.tenant(desk.url(), Preferences.DEFAULTS, "openai/gpt-4");
            Ticket ticket = StageFixtures.ticket("Server 10.0.1.100 is slow, call ann@example.com");

            Context known = context.gather(tenant, ticket, within(Duration.ofSeconds(30)));
            Enhancement text = synthesis.synthesise(tenant, ticket, known, within(Duration.ofSeconds(30)));
            UpdateOutcome outcome = update.update(tenant, ticket, text, within(Duration.ofSeconds(30)));

            assertThat(known.errors()).isEmpty();
            assertThat(known.nodesSuccess()).isEqualTo(4);
            assertThat(text.markdown())
                    .isEqualTo("### Recommended Next Steps\n- Move the backup. [TKT-11111, server-prod-01]");
            assertThat(OPEN_ROUTER
                            .findAll(postRequestedFor(anyUrl()))
                            .getFirst()
                            .getBodyAsString())
                    .doesNotContain("ann@example.com");
            assertThat(outcome).isEqualTo(new UpdateOutcome.Written());
            assertThat(noteOf(desk)).contains("Move the backup.", StageFixtures.MARK);
        }
    }

    private static String noteOf(DeskStub desk) {
        String form = desk.http
                .findAll(postRequestedFor(urlPathEqualTo(DeskStub.NOTES)))
                .getFirst()
                .getBodyAsString();
        JsonNode input =
                FleetJson.parse(URLDecoder.decode(form.substring("input_data=".length()), StandardCharsets.UTF_8));
        return input.path("request_note").path("description").asText();
    }
}
