package io.cemfleet.io.login;

import io.cemfleet.io.ConsoleSettings;
import io.cemfleet.runtime.tls.TlsHttpClients;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.stereotype.Component;

/** The console as a client of the identity provider, whose endpoints are discovered at the first login. */
@Component
class OidcProvider implements ClientRegistrationRepository {
    static final String ID = "oidc";

    private static final Logger LOG = LoggerFactory.getLogger(OidcProvider.class);

    private final ConsoleSettings.Oidc settings;
    private volatile @Nullable ClientRegistration known;

    OidcProvider(ConsoleSettings settings, TlsHttpClients tls) {
        this.settings = settings.oidc();
        if (this.settings.on()) {
            tls.bundle("oidc").map(SslBundle::createSslContext).ifPresent(OidcProvider::becomeDefault);
        }
        if (this.settings.on() && this.settings.clientId().isBlank()) {
            throw new IllegalStateException("cem.console.oidc.client-id is missing, and the issuer is set");
        }
    }

    /** Spring Security's clients of a provider, five of different makes, trust this process's default. */
    private static void becomeDefault(SSLContext context) {
        SSLContext.setDefault(context);
        HttpsURLConnection.setDefaultSSLSocketFactory(context.getSocketFactory());
    }

    /** Null for other ids, and while the provider does not answer. */
    @Override
    @SuppressWarnings("NullAway") // The interface says so in words only.
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        if (!settings.on() || !id.equals(ID)) {
            return null;
        }
        ClientRegistration present = known;
        if (present == null) {
            present = discovered();
            known = present;
        }
        return present;
    }

    private @Nullable ClientRegistration discovered() {
        try {
            return ClientRegistrations.fromIssuerLocation(settings.issuer())
                    .registrationId(ID)
                    .clientId(settings.clientId())
                    .clientSecret(settings.clientSecret())
                    .scope(settings.scopes())
                    .build();
        } catch (RuntimeException e) {
            LOG.warn("the identity provider {} does not answer as one", settings.issuer(), e);
            return null;
        }
    }
}
