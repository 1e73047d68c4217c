package io.cemfleet.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.testing.TestHttps;
import io.cemfleet.a2a.testing.TestTls;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class ChannelHttpTest {

    @Test
    void aChannelTrustsTheAuthorityOfItsOwnBundleAndNoOtherDoes() {
        try (TestHttps server = TestHttps.start()) {
            ChannelHttp http = new ChannelHttp(Clock.systemUTC(), TestTls.tls("servicenow", server.trust()));

            assertThat(http.serviceNow("POST", server.url(), "Basic x", "{}").failure())
                    .isNull();
            assertThat(http.webex("POST", server.url(), "Bearer x", "{}").failure())
                    .isInstanceOfSatisfying(Attempt.Later.class, later -> assertThat(later.reason())
                            .startsWith("no TLS"));
        }
    }
}
