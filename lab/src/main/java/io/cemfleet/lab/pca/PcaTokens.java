package io.cemfleet.lab.pca;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The issued tokens, until they expire. */
@Component
class PcaTokens {

    private static final String BEARER = "Bearer ";

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Instant> expiry = new ConcurrentHashMap<>();
    private final PcaSettings settings;
    private final Clock clock;

    PcaTokens(PcaSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    boolean mayLogIn(String user, String password) {
        return !user.isBlank()
                && !password.isBlank()
                && (settings.password().isEmpty() || settings.password().equals(password));
    }

    /** A new token, as the value of an Authorization header. */
    String issue() {
        Instant now = clock.instant();
        expiry.values().removeIf(until -> !until.isAfter(now));
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        String token = HexFormat.of().formatHex(bytes);
        expiry.put(token, now.plus(settings.tokenLife()));
        return BEARER + token;
    }

    boolean valid(@Nullable String authorization) {
        if (authorization == null) {
            return false;
        }
        String token = authorization.startsWith(BEARER) ? authorization.substring(BEARER.length()) : authorization;
        Instant until = expiry.get(token.strip());
        return until != null && until.isAfter(clock.instant());
    }
}
