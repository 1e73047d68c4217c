package io.cemfleet.io.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Cookies that hold a login, signed (HMAC-SHA-256) with a key that all instances of this console share. */
@Component
class SessionCookies {
    private static final String HMAC = "HmacSHA256";

    private final JdbcClient jdbc;
    private final Clock clock;
    private volatile byte @Nullable [] secret;

    SessionCookies(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    String write(Session session) {
        String content = encode(session.user().getBytes(StandardCharsets.UTF_8))
                + '.'
                + session.until().getEpochSecond();
        return content + '.' + encode(sign(content));
    }

    Optional<Session> read(String cookie) {
        String[] parts = cookie.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            byte[] wanted = sign(parts[0] + '.' + parts[1]);
            if (!MessageDigest.isEqual(wanted, Base64.getUrlDecoder().decode(parts[2]))) {
                return Optional.empty();
            }
            String user = new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8);
            Session session = new Session(user, Instant.ofEpochSecond(Long.parseLong(parts[1])));
            return session.until().isAfter(clock.instant()) ? Optional.of(session) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private byte[] sign(String content) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret(), HMAC));
            return mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + HMAC, e);
        }
    }

    private byte[] secret() {
        byte[] known = secret;
        if (known == null) {
            byte[] fresh = new byte[32];
            new SecureRandom().nextBytes(fresh);
            jdbc.sql("insert into console_key values (1, :secret, :now) on conflict do nothing")
                    .param("secret", fresh)
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
            known = jdbc.sql("select secret from console_key where id = 1")
                    .query(byte[].class)
                    .single();
            secret = known;
        }
        return known;
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
