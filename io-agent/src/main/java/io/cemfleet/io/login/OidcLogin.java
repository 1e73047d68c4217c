package io.cemfleet.io.login;

import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.stereotype.Component;

/** Login by the identity provider: authorization code with PKCE, and the provider's own logout in the back channel. */
@Component
class OidcLogin {
    private final OidcProvider provider;
    private final OidcPersonService people;
    private final LoginResponses answers;
    private final ProviderLogoutRegistry logouts;
    private final LoginThrottle throttle;

    OidcLogin(
            OidcProvider provider,
            OidcPersonService people,
            LoginResponses answers,
            ProviderLogoutRegistry logouts,
            LoginThrottle throttle) {
        this.provider = provider;
        this.people = people;
        this.answers = answers;
        this.logouts = logouts;
        this.throttle = throttle;
    }

    void configure(HttpSecurity http) throws Exception {
        DefaultOAuth2AuthorizationRequestResolver requests = new DefaultOAuth2AuthorizationRequestResolver(
                provider, OAuth2AuthorizationRequestRedirectFilter.DEFAULT_AUTHORIZATION_REQUEST_BASE_URI);
        requests.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        OidcLoginLimiter bounded = new OidcLoginLimiter(requests, throttle);
        http.oauth2Login(login -> login.clientRegistrationRepository(provider)
                        .authorizedClientRepository(new DiscardedTokens())
                        .oidcSessionRegistry(logouts)
                        .loginPage(LoginResponses.PAGE)
                        .authorizationEndpoint(start -> start.authorizationRequestResolver(bounded))
                        .userInfoEndpoint(user -> user.oidcUserService(people))
                        .successHandler((request, response, person) -> response.sendRedirect("/"))
                        .failureHandler(answers::notLetIn))
                .oidcLogout(logout -> logout.clientRegistrationRepository(provider)
                        .oidcSessionRegistry(logouts)
                        .backChannel(Customizer.withDefaults()));
    }
}
