package io.cemfleet.a2a.server;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.token.OneTimeTokens;
import io.cemfleet.a2a.token.TokenVerdict;
import io.cemfleet.runtime.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** The token of one HTTP request. All queries of a batch use it once, together. */
final class CallerToken {
    private final TokenVerdict.Genuine token;
    private final OneTimeTokens oneTime;
    private @Nullable TokenVerdict used;

    CallerToken(TokenVerdict.Genuine token, OneTimeTokens oneTime) {
        this.token = token;
        this.oneTime = oneTime;
    }

    TokenVerdict.Genuine verdict() {
        return token;
    }

    AgentName caller() {
        return token.caller();
    }

    /**
     * Uses the token for a task that is not answered from memory.
     *
     * @throws ProblemException 401 when an earlier request used it
     */
    synchronized void useOnce() {
        if (used == null) {
            used = oneTime.read(token);
        }
        if (used instanceof TokenVerdict.Refused refused) {
            throw new ProblemException(
                    HttpStatus.UNAUTHORIZED,
                    "the token was refused: " + refused.fault().text());
        }
    }
}
