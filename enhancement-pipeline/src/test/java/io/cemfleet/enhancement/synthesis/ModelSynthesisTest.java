package io.cemfleet.enhancement.synthesis;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.enhancement.StageFixtures;
import io.cemfleet.enhancement.stage.EnhancementPreferences;
import io.cemfleet.enhancement.stage.EnhancementText;
import io.cemfleet.enhancement.stage.SourceError;
import io.cemfleet.enhancement.stage.TicketContext;
import io.cemfleet.runtime.testing.FleetJson;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The request to a model, its text, and what it costs. */
class ModelSynthesisTest extends ModelSynthesisFixture {
    @Test
    void whatTheModelWroteIsTheTextAndWhatItTookIsBooked() {
        write("openai/gpt-4", BACKED);

        EnhancementText text = synthesise("Server is running slow");

        assertThat(text.markdown())
                .isEqualTo("### Similar Tickets\n- The backup was moved to another hour. [TKT-11111]");
        assertThat(text)
                .extracting(
                        EnhancementText::byAi,
                        EnhancementText::provider,
                        EnhancementText::model,
                        EnhancementText::promptTokens)
                .containsExactly(true, "openrouter", "openai/gpt-4", 900);
        assertThat(text.costUsd()).isEqualByComparingTo("0.0123");
        assertThat(budget.tokens).containsExactly(1000);
        assertThat(budget.costs.getFirst()).isEqualByComparingTo("0.0123");
    }

    @Test
    void theRequestIsOpenRoutersAndCarriesTheCorrelationId() {
        write("openai/gpt-4", BACKED);

        synthesise("Server is running slow");

        JsonNode body = requests().getFirst();
        assertThat(body.path("temperature").asDouble()).isEqualTo(0.3);
        assertThat(body.path("max_tokens").asInt()).isEqualTo(1500);
        assertThat(body.path("provider").path("data_collection").asText()).isEqualTo("deny");
        var request = openRouter.findAll(postRequestedFor(anyUrl())).getFirst();
        assertThat(request.getHeader("Authorization")).isEqualTo("Bearer key-of-the-provider");
        assertThat(request.getHeader("X-Correlation-ID")).isEqualTo(StageFixtures.CORRELATION_ID.toString());
    }

    @Test
    void withoutAKeyOrABudgetNoModelIsAsked() {
        write("openai/gpt-4", BACKED);
        key = "";
        assertThat(synthesise("slow").byAi()).isFalse();
        key = "key";
        budget.open = false;
        assertThat(synthesise("slow").byAi()).isFalse();

        assertThat(requests()).isEmpty();
    }

    @Test
    void aTenantWithoutAHistoryGetsAModelsTextThatCitesTheTicket() {
        write("openai/gpt-4", "### Recommended Next Steps\n- Find out since when the server is slow. [R1]");
        TicketContext nothing = StageFixtures.nothing(new SourceError("context_gathering", "Timeout"));

        EnhancementText text = synthesise("Server is slow", nothing, Duration.ofSeconds(5), "openai/gpt-4");

        assertThat(text.byAi()).isTrue();
        assertThat(text.markdown())
                .isEqualTo("### Recommended Next Steps\n- Find out since when the server is slow. [TKT-12345]");
        assertThat(requests()
                        .getFirst()
                        .path("messages")
                        .path(1)
                        .path("content")
                        .asText())
                .contains("The ticket is cited as [R1].", "Sources you may cite: [R1]");
    }

    @Test
    void usageThatIsNotReportedIsEstimated() {
        respond(
                "openai/gpt-4",
                jsonResponse(
                        "{\"id\":\"x\",\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\",\"content\":"
                                + FleetJson.tree(BACKED) + "}}]}",
                        200));

        assertThat(synthesise("slow").byAi()).isTrue();
        assertThat(budget.tokens.getFirst()).isPositive();
        assertThat(budget.costs.getFirst()).isNull();
    }

    @Test
    void theTextIsNoLongerThanTheTenantWants() {
        preferences = new EnhancementPreferences(false, false, 5, 3, 5, 50, 0.3);
        write("openai/gpt-4", "### Similar Tickets\n" + "- One two three four five six seven. [T1]\n".repeat(40));

        assertThat(synthesise("slow").markdown().split("\\s+").length).isLessThan(70);
    }
}
