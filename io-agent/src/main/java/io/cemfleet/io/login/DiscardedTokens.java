package io.cemfleet.io.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;

/** Stores neither access nor refresh tokens: the console needs the identity provider only once, at login. */
final class DiscardedTokens implements OAuth2AuthorizedClientRepository {

    @Override
    @SuppressWarnings("NullAway") // The interface says so in words only.
    public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
            String id, Authentication person, HttpServletRequest request) {
        return null;
    }

    @Override
    public void saveAuthorizedClient(
            OAuth2AuthorizedClient client,
            Authentication person,
            HttpServletRequest request,
            HttpServletResponse response) {
        // Forgotten with the request.
    }

    @Override
    public void removeAuthorizedClient(
            String id, Authentication person, HttpServletRequest request, HttpServletResponse response) {
        // Never kept.
    }
}
