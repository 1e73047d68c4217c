package io.cemfleet.io.access;

import io.cemfleet.io.ConsoleSettings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /login}, {@code POST /logout}: forms, so that they work without a script. */
@RestController
class LoginController {
    private final Logins logins;
    private final SessionCookies cookies;
    private final ConsoleSettings settings;
    private final Clock clock;

    LoginController(Logins logins, SessionCookies cookies, ConsoleSettings settings, Clock clock) {
        this.logins = logins;
        this.cookies = cookies;
        this.settings = settings;
        this.clock = clock;
    }

    @PostMapping("/login")
    ResponseEntity<Void> login(
            @RequestParam(name = "user", defaultValue = "") String user,
            @RequestParam(name = "password", defaultValue = "") String password) {
        return switch (logins.check(user, password)) {
            case WELCOME -> {
                Session session = new Session(user, clock.instant().plus(settings.session()));
                yield to("/", cookie(cookies.write(session), settings.session()));
            }
            case WRONG -> to("/login.html?wrong", cookie("", Duration.ZERO));
            case TOO_MANY -> to("/login.html?wait", cookie("", Duration.ZERO));
        };
    }

    @PostMapping("/logout")
    ResponseEntity<Void> logout() {
        return to("/login.html", cookie("", Duration.ZERO));
    }

    private ResponseCookie cookie(String value, Duration age) {
        return ResponseCookie.from(AccessFilter.COOKIE, value)
                .httpOnly(true)
                .sameSite("Strict")
                .secure(settings.secureCookie())
                .path("/")
                .maxAge(age)
                .build();
    }

    private static ResponseEntity<Void> to(String address, ResponseCookie cookie) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(address))
                .header(HttpHeaders.SET_COOKIE, cookie.toString())
                .build();
    }
}
