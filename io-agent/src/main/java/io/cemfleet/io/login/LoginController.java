package io.cemfleet.io.login;

import io.cemfleet.io.ConsoleSettings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The data of the login page. Spring Security handles the logins themselves. */
@RestController
class LoginController {
    private final ConsoleSettings settings;

    LoginController(ConsoleSettings settings) {
        this.settings = settings;
    }

    /** @param provider the identity provider's name, null when there is none */
    record LoginMethods(boolean password, @Nullable String provider) {}

    @GetMapping("/login/ways")
    LoginMethods ways() {
        return new LoginMethods(
                settings.localUsers(), settings.oidc().on() ? settings.oidc().name() : null);
    }

    /** Reached only when the browser was not sent to the provider: it does not answer, or too many logins were begun. */
    @GetMapping("/oauth2/authorization/" + OidcProvider.ID)
    void away(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean tooMany = request.getAttribute(OidcLoginLimiter.TOO_MANY) != null;
        response.sendRedirect(LoginResponses.PAGE + (tooMany ? "?wait" : "?away"));
    }
}
