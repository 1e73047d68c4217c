package io.cemfleet.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.cemfleet.runtime.testing.TestHttps;
import io.cemfleet.runtime.testing.TestTlsClients;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class ChannelHttpClientTest {

    @Test
    void anAnswerThatIsTooLargeIsNotReadAndTriedLater() {
        WireMockServer server =
                new WireMockServer(WireMockConfiguration.options().dynamicPort());
        server.start();
        try {
            server.stubFor(WireMock.post("/").willReturn(WireMock.ok("x".repeat((1 << 20) + 1))));
            ChannelHttpClient http = new ChannelHttpClient(Clock.systemUTC(), TestTlsClients.tls());

            assertThat(http.webex("POST", server.url("/"), "Bearer x", "{}").failure())
                    .isInstanceOfSatisfying(SendResult.RetryLater.class, later -> assertThat(later.reason())
                            .contains("too large"));
        } finally {
            server.stop();
        }
    }

    @Test
    void aChannelTrustsTheAuthorityOfItsOwnBundleAndNoOtherDoes() {
        try (TestHttps server = TestHttps.start()) {
            ChannelHttpClient http =
                    new ChannelHttpClient(Clock.systemUTC(), TestTlsClients.tls("servicenow", server.trust()));

            assertThat(http.serviceNow("POST", server.url(), "Basic x", "{}").failure())
                    .isNull();
            assertThat(http.webex("POST", server.url(), "Bearer x", "{}").failure())
                    .isInstanceOfSatisfying(SendResult.RetryLater.class, later -> assertThat(later.reason())
                            .startsWith("no TLS"));
        }
    }
}
