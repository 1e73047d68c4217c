package io.cemfleet.a2a.token;

import io.cemfleet.a2a.message.AgentName;
import org.jspecify.annotations.Nullable;

/** What a token turned out to be. */
public sealed interface TokenVerdict {

    /**
     * Genuine, fresh, for us and for this body.
     *
     * @param person on whose behalf, null for an agent's own doing
     * @param role viewer, operator or admin, null for an agent's own doing
     */
    record Genuine(AgentName caller, @Nullable String person, @Nullable String role) implements TokenVerdict {}

    /** @param reason for the log and the problem; tells nothing a forger could use */
    record Refused(String reason) implements TokenVerdict {}
}
