package io.cemfleet.runtime.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cemfleet.runtime.testing.TestAuthority;
import io.cemfleet.runtime.testing.TestHttps;
import io.cemfleet.runtime.testing.TestTlsClients;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;

class TlsHttpClientsTest {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private static int get(HttpClient client, String url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    @Test
    void aPrivateAuthorityIsTrustedWithItsBundleAndNowhereElse() throws Exception {
        try (TestHttps server = TestHttps.start()) {
            TlsHttpClients tls = TestTlsClients.tls("cnc", server.trust());

            assertThat(get(tls.client("cnc", CONNECT), server.url())).isEqualTo(200);
            assertThatThrownBy(() -> get(tls.client("webex", CONNECT), server.url()))
                    .isInstanceOf(SSLException.class);
        }
    }

    @Test
    void anotherAuthoritysBundleDoesNotTrustIt() {
        SslBundle other = TestHttps.bundle(new TestAuthority("stranger").pem(), null);
        try (TestHttps server = TestHttps.start()) {
            assertThatThrownBy(() -> get(TestTlsClients.tls("cnc", other).client("cnc", CONNECT), server.url()))
                    .isInstanceOf(SSLException.class);
        }
    }

    @Test
    void theHostsNameIsChecked() {
        try (TestHttps server = TestHttps.start()) {
            HttpClient client = TestTlsClients.tls("cnc", server.trust()).client("cnc", CONNECT);

            assertThatThrownBy(() -> get(client, server.url("127.0.0.1")))
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("127.0.0.1");
            assertThat(server.requests()).isZero();
        }
    }

    @Test
    void aBundlesCertificateIsShownToAServerThatAsksForOne() throws Exception {
        try (TestHttps server = TestHttps.start(true)) {
            assertThat(get(TestTlsClients.tls("cnc", server.trustAndIdentity()).client("cnc", CONNECT), server.url()))
                    .isEqualTo(200);
            assertThatThrownBy(
                            () -> get(TestTlsClients.tls("cnc", server.trust()).client("cnc", CONNECT), server.url()))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void aBundleThatDoesNotExistStopsTheStart() {
        TlsHttpClients tls =
                new TlsHttpClients(new TlsSettings(Map.of("cnc", "misspelt")), new DefaultSslBundleRegistry());

        assertThatThrownBy(() -> tls.client("cnc", CONNECT))
                .isInstanceOf(NoSuchSslBundleException.class)
                .hasMessageContaining("misspelt");
    }
}
