package io.cemfleet.enhancement.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.runtime.testing.TestHttps;
import io.cemfleet.runtime.testing.TestTlsClients;
import io.cemfleet.runtime.tls.TlsHttpClients;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A gateway to the models whose certificate comes from an authority of the operator's own. */
class OpenRouterTlsTest {
    private static final String ANSWER =
            """
            {"id":"1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"finish_reason":"stop",
             "message":{"role":"assistant","content":"All is well."}}]}""";

    private static ModelResponse ask(String url, TlsHttpClients tls) {
        Duration limit = Duration.ofSeconds(10);
        OpenRouterClient router =
                new OpenRouterClient(new OpenRouterSettings(URI.create(url), "key", limit, "deny", 3), tls);
        try {
            return router.complete(
                    new OpenRouterClient.ChatRequest(
                            "m", new ModelPrompt("rules", "material"), 0.1, 10, UUID.randomUUID()),
                    limit);
        } finally {
            router.close();
        }
    }

    @Test
    void itIsTrustedWithItsBundleByItsNameOnly() {
        try (TestHttps server = TestHttps.start().answer("/chat/completions", ANSWER)) {
            TlsHttpClients tls = TestTlsClients.tls("openrouter", server.trust());

            assertThat(ask(server.url(), tls)).isInstanceOf(ModelResponse.Text.class);
            assertThat(ask(server.url("127.0.0.1"), tls)).isInstanceOf(ModelResponse.Failed.class);
            assertThat(ask(server.url(), TestTlsClients.tls())).isInstanceOf(ModelResponse.Failed.class);
        }
    }
}
