package io.cemfleet.io.login;

import io.cemfleet.io.session.SessionStore;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.oidc.authentication.logout.OidcLogoutToken;
import org.springframework.security.oauth2.client.oidc.session.OidcSessionInformation;
import org.springframework.security.oauth2.client.oidc.session.OidcSessionRegistry;
import org.springframework.stereotype.Component;

/**
 * Ends sessions when the identity provider requests it. Each session stores the provider's session that it belongs to,
 * so this works for all instances and after a restart, without state here.
 */
@Component
class ProviderLogoutRegistry implements OidcSessionRegistry {
    private final SessionStore sessions;

    ProviderLogoutRegistry(SessionStore sessions) {
        this.sessions = sessions;
    }

    @Override
    public void saveSessionInformation(OidcSessionInformation session) {
        // The session itself knows it.
    }

    @Override
    @SuppressWarnings("NullAway") // The interface says so in words only.
    public @Nullable OidcSessionInformation removeSessionInformation(String sessionId) {
        return null;
    }

    /** Ends them at once, and leaves none for Spring Security to end by requests to this console. */
    @Override
    public Iterable<OidcSessionInformation> removeSessionInformation(OidcLogoutToken token) {
        sessions.endOfProvider(token.getSubject(), token.getSessionId());
        return List.of();
    }
}
