package io.cemfleet.enhancement.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.testing.TestHttps;
import io.cemfleet.a2a.testing.TestTls;
import io.cemfleet.a2a.tls.OutgoingTls;
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

    private static ModelAnswer ask(String url, OutgoingTls tls) {
        Duration limit = Duration.ofSeconds(10);
        OpenRouter router = new OpenRouter(new ModelSettings(URI.create(url), "key", limit, "deny", 3), tls);
        try {
            return router.ask(
                    new OpenRouter.Question("m", new Prompt("rules", "material"), 0.1, 10, UUID.randomUUID()), limit);
        } finally {
            router.close();
        }
    }

    @Test
    void itIsTrustedWithItsBundleByItsNameOnly() {
        try (TestHttps server = TestHttps.start().answer("/chat/completions", ANSWER)) {
            OutgoingTls tls = TestTls.tls("openrouter", server.trust());

            assertThat(ask(server.url(), tls)).isInstanceOf(ModelAnswer.Text.class);
            assertThat(ask(server.url("127.0.0.1"), tls)).isInstanceOf(ModelAnswer.Failed.class);
            assertThat(ask(server.url(), TestTls.tls())).isInstanceOf(ModelAnswer.Failed.class);
        }
    }
}
