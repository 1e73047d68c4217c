package io.cemfleet.a2a.message;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one task of a batch, as the task would have been answered alone.
 *
 * @param taskId null where the task has none that can be read
 * @param status the HTTP status; {@link #NOT_RUN} for a task that waits for an earlier one of its incident
 * @param answer with status 200 or 202
 * @param problem RFC 9457, with any other status
 * @param retryAfter seconds to wait, where the agent is busy
 */
public record BatchedAnswer(
        @Nullable UUID taskId,
        int status,
        @Nullable TaskAnswer answer,
        @Nullable JsonNode problem,
        @Nullable Integer retryAfter) {

    /** 424: the task was not run, because an earlier one of its incident must be sent again first. */
    public static final int NOT_RUN = 424;

    /** Refusals that end with a change of keys, rights, load or deployment: the message is good. */
    private static final Set<Integer> PASSING = Set.of(401, 403, 404, 408, 421, 423, NOT_RUN, 425, 429);

    /** Whether the same task may be taken later, although it was refused with this status. */
    public static boolean passes(int status) {
        return status >= 500 || PASSING.contains(status);
    }

    /** Whether the sender will repeat the task: until then, later ones of its incident must wait. */
    @JsonIgnore
    public boolean isRepeated() {
        return answer == null
                ? passes(status)
                : answer.error() != null && answer.error().retryable();
    }
}
