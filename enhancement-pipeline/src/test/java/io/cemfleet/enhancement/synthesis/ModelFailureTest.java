package io.cemfleet.enhancement.synthesis;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static io.cemfleet.enhancement.StageFixtures.context;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import io.cemfleet.enhancement.stage.EnhancementText;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A model that fails, stalls or refuses: the next one writes the text, or none does. */
class ModelFailureTest extends ModelSynthesisFixture {
    @ParameterizedTest
    @ValueSource(ints = {400, 403, 408, 429, 500, 502, 503})
    void aModelThatFailsIsFollowedByTheNext(int status) {
        respond("openai/gpt-4", jsonResponse("{\"error\":{\"code\":" + status + ",\"message\":\"no\"}}", status));
        write("mistral/large", BACKED);

        EnhancementText text = synthesise("Server is running slow");

        assertThat(text.model()).isEqualTo("mistral/large");
        assertThat(requests()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":{\"code\":502,\"message\":\"model down\"}}",
                "{\"error\":{\"code\":\"odd\"}}",
                "{\"id\":\"x\",\"choices\":[]}",
                "{\"id\":\"x\",\"choices\":[{\"index\":0,\"finish_reason\":\"error\",\"message\":{\"role\":\"assistant\",\"content\":\"-"
                        + " half [T1]\"}}]}",
                "{\"id\":\"x\",\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\",\"content\":null}}]}",
                "{\"choices\":\"none\"}",
                "[]",
                "<html>not JSON</html>",
                ""
            })
    void anErrorInsideA200IsAnError(String body) {
        respond(
                "openai/gpt-4",
                aResponse().withHeader("Content-Type", "application/json").withBody(body));
        write("mistral/large", BACKED);

        assertThat(synthesise("Server is running slow").model()).isEqualTo("mistral/large");
    }

    @Test
    void tokensOfAnAnswerThatEndsInAnErrorAreBooked() {
        respond(
                "openai/gpt-4",
                jsonResponse(
                        "{\"error\":{\"code\":502},\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":5,\"total_tokens\":15}}",
                        200));
        write("mistral/large", BACKED);

        synthesise("Server is running slow");

        assertThat(budget.tokens).containsExactly(15, 1000);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 402})
    void aRefusedKeyOrCreditIsNotTriedOnTheNextModel(int status) {
        respond("openai/gpt-4", jsonResponse("{\"error\":{\"code\":" + status + "}}", status));
        write("mistral/large", BACKED);

        assertThat(synthesise("Server is running slow").byAi()).isFalse();
        assertThat(requests()).hasSize(1);
    }

    @Test
    void scenario2LlmApiFailureGivesTheTextWithoutAi() {
        respond("openai/gpt-4", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        respond("mistral/large", jsonResponse("{\"error\":{\"code\":429}}", 429));

        EnhancementText text = synthesise("Server is running slow");

        assertThat(text.byAi()).isFalse();
        assertThat(text.model()).isNull();
        assertThat(text.markdown())
                .startsWith("## Enhancement Context (Generated Without AI)\n\n### Similar Tickets (2)");
        assertThat(budget.tokens).isEmpty();
    }

    @Test
    void aSlowModelIsCutAtTheDeadline() {
        respond(
                "openai/gpt-4",
                jsonResponse(completion("openai/gpt-4", BACKED, ""), 200).withFixedDelay(20_000));

        long begun = System.nanoTime();
        EnhancementText text = synthesise("Server is running slow", context(), Duration.ofSeconds(1), "openai/gpt-4");

        assertThat(text.byAi()).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void anAnswerWithoutEndIsAFailure() {
        respond("openai/gpt-4", jsonResponse(completion("openai/gpt-4", BACKED + "x".repeat(3_000_000), ""), 200));
        write("mistral/large", BACKED);

        assertThat(synthesise("Server is running slow").model()).isEqualTo("mistral/large");
    }
}
