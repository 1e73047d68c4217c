package io.cemfleet.io.users;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCrypt;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** The hashes that passwords are stored as, in Spring Security's form {@code {id}hash}: bcrypt and Argon2id. */
public final class PasswordHashes {
    /** Bytes of UTF-8; bcrypt ignores further ones. */
    public static final int LONGEST_PASSWORD = 72;

    private static final int COST = 10;
    /** Costs from 10 to 14: less is weak, more would keep this process busy for seconds. */
    private static final Pattern BCRYPT = Pattern.compile("\\{bcrypt}\\$2[aby]\\$1[0-4]\\$[./A-Za-z0-9]{53}");
    /** From 7 to 64 MB, 1 to 9 passes. */
    private static final Pattern ARGON2 = Pattern.compile("\\{argon2(@SpringSecurity_v5_8)?}\\$argon2id\\$v=19"
            + "\\$m=([789]\\d{3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d{2}|655[0-3]\\d),t=[1-9],p=[1-4]"
            + "\\$[A-Za-z0-9+/]{16,64}\\$[A-Za-z0-9+/]{32,128}");

    private static final PasswordEncoder ENCODER = encoder();

    private PasswordHashes() {}

    private static PasswordEncoder encoder() {
        PasswordEncoder bcrypt = new BCryptPasswordEncoder(COST);
        PasswordEncoder argon2 = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
        return new DelegatingPasswordEncoder(
                "bcrypt", Map.of("bcrypt", bcrypt, "argon2", argon2, "argon2@SpringSecurity_v5_8", argon2));
    }

    /** Checks passwords against all kinds of hashes, and makes new ones with bcrypt. */
    public static PasswordEncoder passwordEncoder() {
        return ENCODER;
    }

    /** The fault of a hash, null when there is none. */
    static @Nullable String fault(String hash) {
        return BCRYPT.matcher(hash).matches() || ARGON2.matcher(hash).matches()
                ? null
                : "must be {bcrypt} with a cost from 10 to 14, or {argon2} (argon2id) of 7 to 64 MB";
    }

    /** The fault of a new password, null when there is none. */
    static @Nullable String passwordFault(String password) {
        if (password.isBlank()) {
            return "must not be blank";
        }
        return password.getBytes(StandardCharsets.UTF_8).length > LONGEST_PASSWORD
                ? "must have at most " + LONGEST_PASSWORD + " bytes"
                : null;
    }

    /** The same hash for the same salt, so that all instances of the console and its next start agree about it. */
    static String withSalt(String password, String twentyTwoCharacters) {
        return "{bcrypt}" + BCrypt.hashpw(password, "$2a$" + COST + '$' + twentyTwoCharacters);
    }
}
