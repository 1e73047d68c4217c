package io.cemfleet.a2a.token;

import io.cemfleet.a2a.message.AgentName;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a token turned out to be. */
public sealed interface TokenVerdict {

    /**
     * Genuine, fresh, for this agent, method and target. Whether it is for this body, {@link AgentTokens#verifyBody} tells.
     *
     * @param person on whose behalf, null for an agent's own doing
     * @param role viewer, operator or admin, null for an agent's own doing
     * @param id the token's one-time id
     * @param expires when it ends
     * @param bodyHash SHA-256 of the body it was signed for, Base64url
     */
    record Genuine(
            AgentName caller, @Nullable String person, @Nullable String role, UUID id, Instant expires, String bodyHash)
            implements TokenVerdict {}

    record Refused(TokenFault fault) implements TokenVerdict {}
}
