package io.cemfleet.io.users;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A key that all instances of this console share; created once, stored in the database. */
@Component
public class ConsoleKey {
    private static final String HMAC = "HmacSHA256";

    private final SecretKeySpec key;

    ConsoleKey(JdbcClient jdbc, Clock clock) {
        byte[] fresh = new byte[32];
        new SecureRandom().nextBytes(fresh);
        jdbc.sql("insert into console_key values (1, :secret, :now) on conflict do nothing")
                .param("secret", fresh)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        this.key = new SecretKeySpec(
                jdbc.sql("select secret from console_key where id = 1")
                        .query(byte[].class)
                        .single(),
                HMAC);
    }

    /**
     * HMAC-SHA-256 of a text.
     *
     * @param purpose purpose of the code, so that it is valid for nothing else
     */
    public byte[] code(String purpose, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal((purpose + '\n' + text).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + HMAC, e);
        }
    }
}
