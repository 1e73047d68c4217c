package io.cemfleet.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.cemfleet.runtime.testing.TestHttps;
import io.cemfleet.runtime.testing.TestTlsClients;
import io.cemfleet.runtime.tls.TlsHttpClients;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class ChannelHttpClientTest {

    private static ChannelHttpClient client(String destination, TlsHttpClients tls) {
        return new ChannelHttpClient(destination, tls, Clock.systemUTC());
    }

    @Test
    void anAnswerThatIsTooLargeIsNotReadAndTriedLater() {
        WireMockServer server =
                new WireMockServer(WireMockConfiguration.options().dynamicPort());
        server.start();
        try {
            server.stubFor(WireMock.post("/").willReturn(WireMock.ok("x".repeat((1 << 20) + 1))));
            ChannelHttpClient http = client("webex", TestTlsClients.tls());

            assertThat(http.call("POST", server.url("/"), "Bearer x", "{}").failure())
                    .isInstanceOfSatisfying(SendResult.RetryLater.class, later -> assertThat(later.reason())
                            .contains("too large"));
        } finally {
            server.stop();
        }
    }

    @Test
    void aChannelTrustsTheAuthorityOfItsOwnBundleAndNoOtherDoes() {
        try (TestHttps server = TestHttps.start()) {
            TlsHttpClients tls = TestTlsClients.tls("servicenow", server.trust());

            assertThat(client("servicenow", tls)
                            .call("POST", server.url(), "Basic x", "{}")
                            .failure())
                    .isNull();
            assertThat(client("webex", tls)
                            .call("POST", server.url(), "Bearer x", "{}")
                            .failure())
                    .isInstanceOfSatisfying(SendResult.RetryLater.class, later -> assertThat(later.reason())
                            .startsWith("no TLS"));
        }
    }
}
