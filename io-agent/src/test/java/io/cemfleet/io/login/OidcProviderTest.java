package io.cemfleet.io.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cemfleet.io.ConsoleSettings;
import io.cemfleet.runtime.testing.TestHttps;
import io.cemfleet.runtime.testing.TestTlsClients;
import io.cemfleet.runtime.tls.TlsHttpClients;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class OidcProviderTest {
    private final SSLContext context = defaultContext();
    private final SSLSocketFactory factory = HttpsURLConnection.getDefaultSSLSocketFactory();
    private final TestHttps server = TestHttps.start();

    @BeforeEach
    void isAProvider() {
        String url = server.url();
        server.answer(
                "/.well-known/openid-configuration",
                """
                {"issuer": "%s", "authorization_endpoint": "%s/a", "token_endpoint": "%s/t", "jwks_uri": "%s/k",
                 "response_types_supported": ["code"], "subject_types_supported": ["public"],
                 "id_token_signing_alg_values_supported": ["RS256"]}"""
                        .formatted(url, url, url, url));
    }

    @AfterEach
    void asBefore() {
        server.close();
        SSLContext.setDefault(context);
        HttpsURLConnection.setDefaultSSLSocketFactory(factory);
    }

    @Test
    void aProviderOfAPrivateAuthorityIsTrustedByItsBundle() {
        OidcProvider provider = provider(server.url(), "console", TestTlsClients.tls("oidc", server.trust()));

        assertThat(provider.findByRegistrationId("oidc")).isNotNull();
        assertThat(provider.findByRegistrationId("other")).isNull();
    }

    @Test
    void aProviderThatIsNotTrustedOrDoesNotAnswerIsAwayAndAskedAgain() {
        OidcProvider untrusted = provider(server.url(), "console", TestTlsClients.tls());
        assertThat(untrusted.findByRegistrationId("oidc")).isNull();

        OidcProvider provider =
                provider(server.url() + "/other", "console", TestTlsClients.tls("oidc", server.trust()));
        assertThat(provider.findByRegistrationId("oidc")).isNull();
        server.answer("/other/.well-known/openid-configuration", "{}");
        assertThat(provider.findByRegistrationId("oidc")).isNull();
    }

    @Test
    void anIssuerWithoutAClientStopsTheStart() {
        assertThatThrownBy(() -> provider(server.url(), "", TestTlsClients.tls()))
                .hasMessageContaining("cem.console.oidc.client-id");
    }

    private static OidcProvider provider(String issuer, String client, TlsHttpClients tls) {
        Map<String, String> settings = Map.of("cem.console.oidc.issuer", issuer, "cem.console.oidc.client-id", client);
        return new OidcProvider(
                new Binder(new MapConfigurationPropertySource(settings))
                        .bindOrCreate("cem.console", ConsoleSettings.class),
                tls);
    }

    private static SSLContext defaultContext() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
