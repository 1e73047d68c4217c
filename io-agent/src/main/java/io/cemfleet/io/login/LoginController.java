package io.cemfleet.io.login;

import io.cemfleet.io.ConsoleSettings;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the login page shows. The logins themselves are Spring Security's. */
@RestController
class LoginController {
    private final ConsoleSettings settings;

    LoginController(ConsoleSettings settings) {
        this.settings = settings;
    }

    /** @param provider the identity provider's name, null when there is none */
    record Ways(boolean password, @Nullable String provider) {}

    @GetMapping("/login/ways")
    Ways ways() {
        return new Ways(
                settings.localUsers(), settings.oidc().on() ? settings.oidc().name() : null);
    }

    /** Reached only while the provider does not answer: otherwise the browser was sent there. */
    @GetMapping("/oauth2/authorization/" + OidcProvider.ID)
    void away(HttpServletResponse response) throws IOException {
        response.sendRedirect(LoginAnswers.PAGE + "?away");
    }
}
