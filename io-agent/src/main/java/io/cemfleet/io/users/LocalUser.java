package io.cemfleet.io.users;

import io.cemfleet.runtime.security.UserRole;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A user who logs in with a password.
 *
 * @param hash of the password, in Spring Security's form: {@code {bcrypt}$2a$10$…}
 */
public record LocalUser(String name, UserRole role, String hash) {

    /** Changes with the role and with the password: a session that was begun under another stamp is over. */
    public String stamp() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((name + '\n' + role + '\n' + hash).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return name + " (" + role.wire() + ')';
    }
}
