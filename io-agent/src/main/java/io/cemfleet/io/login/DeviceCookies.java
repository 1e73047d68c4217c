package io.cemfleet.io.login;

import io.cemfleet.io.ConsoleSettings;
import io.cemfleet.io.users.ConsoleKey;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * Cookies by which a browser proves an earlier login to an account (OWASP's device cookies). They grant no access: a
 * wrong password there is counted separately, so that strangers cannot lock the account's owner out.
 */
@Component
class DeviceCookies {
    private static final String NAME = "cem_device";
    private static final String PURPOSE = "device";
    private static final Duration AGE = Duration.ofDays(180);

    private final ConsoleKey key;
    private final ConsoleSettings settings;
    private final SecureRandom random = new SecureRandom();

    DeviceCookies(ConsoleKey key, ConsoleSettings settings) {
        this.key = key;
        this.settings = settings;
    }

    /** The cookie's content, blank when there is none. */
    String of(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, settings.cookieName(NAME));
        return cookie == null ? "" : cookie.getValue();
    }

    /** The device's id, if the cookie is genuine and for this account. */
    Optional<String> device(String cookie, String account) {
        int dot = cookie.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        String id = cookie.substring(0, dot);
        byte[] wanted = code(id, account).getBytes(StandardCharsets.UTF_8);
        byte[] given = cookie.substring(dot + 1).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(wanted, given) ? Optional.of(id) : Optional.empty();
    }

    /** A cookie for a browser in which the account was logged in to now. */
    ResponseCookie fresh(String account) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        String id = encoded(bytes);
        return ResponseCookie.from(settings.cookieName(NAME), id + '.' + code(id, account))
                .httpOnly(true)
                .sameSite("Strict")
                .secure(settings.secureCookie())
                .path("/")
                .maxAge(AGE)
                .build();
    }

    private String code(String id, String account) {
        return encoded(key.code(PURPOSE, id + '\n' + account));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
