package io.cemfleet.io.session;

import io.cemfleet.io.users.LocalUser;
import io.cemfleet.runtime.security.UserRole;
import java.io.Serializable;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A person's login, as the session stores it.
 *
 * @param subject the person's id at the source: a local user's name, the provider's {@code sub}
 * @param stamp of the local user at the login, null for the provider's
 * @param providerSession the provider's {@code sid}, by which it can end the session
 * @param idToken for the provider's logout, which wants to see it again; no other token is kept
 * @param address from where, and {@code browser} with what, so that people recognise their sessions
 */
public record PersonLogin(
        String name,
        UserRole role,
        Source source,
        String subject,
        @Nullable String stamp,
        @Nullable String providerSession,
        @Nullable String idToken,
        String address,
        String browser,
        Instant since)
        implements Serializable {

    /** Where a person's identity comes from. */
    public enum Source {
        LOCAL,
        OIDC;

        /** The value on the wire. */
        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** With the right password. */
    public static PersonLogin local(LocalUser user, Instant now) {
        return new PersonLogin(
                user.name(), user.role(), Source.LOCAL, user.name(), user.stamp(), null, null, "", "", now);
    }

    /** The person's identity, unique across sources. */
    public String identity() {
        return identity(source, subject);
    }

    static String identity(Source source, String subject) {
        return source.wire() + ':' + subject;
    }

    PersonLogin from(String newAddress, String newBrowser) {
        return new PersonLogin(
                name, role, source, subject, stamp, providerSession, idToken, newAddress, newBrowser, since);
    }

    @Override
    public String toString() {
        return name + " (" + role.wire() + ", " + identity() + ')';
    }
}
