package io.cemfleet.enhancement.synthesis;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.cemfleet.enhancement.StageFixtures.context;
import static io.cemfleet.enhancement.StageFixtures.ticket;
import static io.cemfleet.enhancement.StageFixtures.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.cemfleet.enhancement.StageFixtures;
import io.cemfleet.enhancement.stage.EnhancementPreferences;
import io.cemfleet.enhancement.stage.EnhancementText;
import io.cemfleet.enhancement.stage.ModelBudget;
import io.cemfleet.enhancement.stage.TicketContext;
import io.cemfleet.runtime.testing.FleetJson;
import io.cemfleet.runtime.testing.TestTlsClients;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A model synthesis with a stub of OpenRouter. */
abstract class ModelSynthesisFixture {
    static final String PATH = "/api/v1/chat/completions";
    static final String BACKED = "### Similar Tickets\n- The backup was moved to another hour. [T1]";

    final WireMockServer openRouter =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());
    final TestBudget budget = new TestBudget();
    String key = "key-of-the-provider";
    EnhancementPreferences preferences = EnhancementPreferences.DEFAULTS;

    /** A tenant's budget, open until the test closes it. */
    static final class TestBudget implements ModelBudget {
        boolean open = true;
        final List<Integer> tokens = new ArrayList<>();
        final List<@Nullable BigDecimal> costs = new ArrayList<>();

        @Override
        public boolean allows(String tenantId) {
            return open;
        }

        @Override
        public void spent(String tenantId, int used, @Nullable BigDecimal costUsd) {
            tokens.add(used);
            costs.add(costUsd);
        }
    }

    @BeforeEach
    void start() {
        openRouter.start();
    }

    @AfterEach
    void stop() {
        openRouter.stop();
    }

    EnhancementText synthesise(String text, TicketContext context, Duration time, String... models) {
        var settings = new OpenRouterSettings(
                URI.create(openRouter.baseUrl() + "/api/v1"), key, Duration.ofSeconds(2), "deny", 3);
        OpenRouterClient router = new OpenRouterClient(settings, TestTlsClients.tls());
        try {
            return new ModelSynthesis(router, settings, budget, Clock.systemUTC())
                    .synthesise(
                            StageFixtures.tenant("http://127.0.0.1:9", preferences, models),
                            ticket(text),
                            context,
                            within(time));
        } finally {
            router.close();
        }
    }

    EnhancementText synthesise(String text) {
        return synthesise(text, context(), Duration.ofSeconds(10), "openai/gpt-4", "mistral/large");
    }

    void respond(String model, ResponseDefinitionBuilder answer) {
        openRouter.stubFor(post(urlPathEqualTo(PATH))
                .withRequestBody(matchingJsonPath("$.model", equalTo(model)))
                .willReturn(answer));
    }

    void write(String model, String text) {
        respond(model, jsonResponse(completion(model, text, ",\"cost\":0.0123"), 200));
    }

    static String completion(String model, String text, String cost) {
        return "{\"id\":\"gen-1\",\"object\":\"chat.completion\",\"created\":1,\"provider\":\"OpenAI\",\"model\":\""
                + model
                + "\",\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"native_finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\",\"content\":"
                + FleetJson.tree(text)
                + "}}],\"usage\":{\"prompt_tokens\":900,\"completion_tokens\":100,\"total_tokens\":1000"
                + cost + "}}";
    }

    List<JsonNode> requests() {
        return openRouter.findAll(postRequestedFor(anyUrl())).stream()
                .map(request -> FleetJson.parse(request.getBodyAsString()))
                .toList();
    }
}
