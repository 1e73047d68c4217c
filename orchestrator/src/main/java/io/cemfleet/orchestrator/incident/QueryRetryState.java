package io.cemfleet.orchestrator.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Failures of the incident's own step (not of a protection's), and when it may be tried again. */
public record QueryRetryState(int failures, @Nullable Instant notBefore) {
    public static final QueryRetryState NONE = new QueryRetryState(0, null);

    public QueryRetryState failed(Instant again) {
        return new QueryRetryState(failures + 1, again);
    }

    public boolean due(Instant now) {
        return notBefore == null || !notBefore.isAfter(now);
    }
}
