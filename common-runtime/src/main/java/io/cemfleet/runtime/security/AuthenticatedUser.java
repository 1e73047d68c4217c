package io.cemfleet.runtime.security;

import java.util.Comparator;
import java.util.Optional;
import org.springframework.security.core.Authentication;

/**
 * The person behind a request, however they logged in. A handler below {@code /api} takes it as an argument.
 *
 * @param name unique in the installation, as the audit trail records it
 * @param role the highest role that they have
 */
public record AuthenticatedUser(String name, UserRole role) {

    /** The person behind this authentication; empty for an agent on its own behalf. */
    public static Optional<AuthenticatedUser> of(Authentication authentication) {
        return authentication.getAuthorities().stream()
                .flatMap(authority -> UserRole.of(authority).stream())
                .max(Comparator.naturalOrder())
                .map(role -> new AuthenticatedUser(authentication.getName(), role));
    }
}
