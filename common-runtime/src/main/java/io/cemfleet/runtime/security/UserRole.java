package io.cemfleet.runtime.security;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** What a person may do. Each role includes those before it. */
public enum UserRole {
    /** Reads. */
    VIEWER,
    /** Reads, and commands incidents and controls. */
    OPERATOR,
    /** Does everything, tenants and dead letters included. */
    ADMIN;

    private static final String PREFIX = "ROLE_";

    private final String wire = name().toLowerCase(Locale.ROOT);
    private final GrantedAuthority authority = new SimpleGrantedAuthority(PREFIX + name());

    /** The role as tokens and JSON carry it, in lower case. */
    public String wire() {
        return wire;
    }

    /** The role as Spring Security compares it: {@code ROLE_OPERATOR}. */
    public GrantedAuthority authority() {
        return authority;
    }

    /** The role of this wire name; empty for null and for names that are no role. */
    public static Optional<UserRole> of(@Nullable String wire) {
        return Arrays.stream(values()).filter(role -> role.wire.equals(wire)).findFirst();
    }

    /** The role that an authority stands for. */
    static Optional<UserRole> of(GrantedAuthority authority) {
        return Arrays.stream(values())
                .filter(role -> role.authority.equals(authority))
                .findFirst();
    }
}
