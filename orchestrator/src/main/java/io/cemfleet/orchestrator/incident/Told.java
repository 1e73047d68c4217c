package io.cemfleet.orchestrator.incident;

import org.jspecify.annotations.Nullable;

/**
 * What the last updates about a round of planning said, as digests; null while there was none.
 *
 * @param impact who suffers from which links
 * @param standing what is protected, and what is not
 */
public record Told(@Nullable String impact, @Nullable String standing) {
    static final Told NOTHING = new Told(null, null);

    public static Told impact(String digest) {
        return new Told(digest, null);
    }

    public Told withStanding(String digest) {
        return new Told(impact, digest);
    }
}
