package io.cemfleet.a2a.token;

import io.cemfleet.a2a.message.AgentName;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The result of verifying a token. */
public sealed interface TokenVerdict {

    /**
     * Genuine, fresh, for this agent, method and target. {@link AgentTokens#verifyBody} verifies the body.
     *
     * @param person the person on whose behalf the caller acts, null for an agent on its own behalf
     * @param role viewer, operator or admin, null for an agent on its own behalf
     * @param id the token's one-time id
     * @param expires when it ends
     * @param bodyHash SHA-256 of the body it was signed for, Base64url
     */
    record Genuine(
            AgentName caller, @Nullable String person, @Nullable String role, UUID id, Instant expires, String bodyHash)
            implements TokenVerdict {}

    record Refused(TokenFault fault) implements TokenVerdict {}
}
