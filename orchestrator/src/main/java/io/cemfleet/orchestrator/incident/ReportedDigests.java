package io.cemfleet.orchestrator.incident;

import org.jspecify.annotations.Nullable;

/**
 * What the last updates about a round of planning said, as digests; null while there was none.
 *
 * @param impact which services are affected by which links
 * @param standing what is protected, and what is not
 */
public record ReportedDigests(@Nullable String impact, @Nullable String standing) {
    static final ReportedDigests NOTHING = new ReportedDigests(null, null);

    public static ReportedDigests impact(String digest) {
        return new ReportedDigests(digest, null);
    }

    public ReportedDigests withStanding(String digest) {
        return new ReportedDigests(impact, digest);
    }
}
