package io.cemfleet.io.login;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cemfleet.io.users.LocalUser;
import io.cemfleet.io.users.LocalUsers;
import io.cemfleet.io.users.PasswordHashes;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Checks passwords, equally slowly for unknown and known names, and few at once. It caches right passwords for minutes
 * under a keyed hash, since HTTP Basic sends the password with every request.
 */
@Component
class PasswordCheck {
    private static final String HMAC = "HmacSHA256";
    private static final int LONGEST = 1_000;
    private static final int AT_ONCE = Math.max(2, Runtime.getRuntime().availableProcessors());
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String NO_ONES = PasswordHashes.passwordEncoder().encode("no one's");

    private final LocalUsers users;
    private final PasswordEncoder encoder = PasswordHashes.passwordEncoder();
    private final Semaphore hashing = new Semaphore(AT_ONCE);
    private final Counter hashes;
    private final SecretKeySpec memoryKey;
    private final Cache<String, Boolean> right = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(Duration.ofMinutes(5))
            .build();

    PasswordCheck(LocalUsers users, MeterRegistry meters) {
        this.users = users;
        this.hashes = meters.counter("cem.console.password.hashes");
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        this.memoryKey = new SecretKeySpec(key, HMAC);
    }

    /**
     * The user, if there is one of this name with this password.
     *
     * @throws TooManyTriesException when too many others are being checked
     */
    Optional<LocalUser> user(String name, String password) {
        Optional<LocalUser> user = users.find(name);
        String checked = password.length() > LONGEST ? "" : password;
        if (user.isEmpty()) {
            matches(checked, users.someHash(name).orElse(NO_ONES));
            return Optional.empty();
        }
        String hash = user.get().hash();
        String key = remembered(user.get().stamp() + '\n' + checked);
        Boolean matches = right.get(key, unknown -> matches(checked, hash) ? true : null);
        return Boolean.TRUE.equals(matches) ? user : Optional.empty();
    }

    private boolean matches(String password, String hash) {
        boolean mayHash = false;
        try {
            mayHash = hashing.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (!mayHash) {
                throw new TooManyTriesException(PATIENCE);
            }
            hashes.increment();
            return encoder.matches(password, hash);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TooManyTriesException(PATIENCE);
        } finally {
            if (mayHash) {
                hashing.release();
            }
        }
    }

    private String remembered(String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(memoryKey);
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + HMAC, e);
        }
    }
}
