package io.cemfleet.orchestrator.incident;

import io.cemfleet.a2a.contract.IncidentView;
import io.cemfleet.a2a.contract.PlacementDecline;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept with a protection through its states.
 *
 * @param consent whose word its writes rest on, null while nobody's was asked for
 * @param verdict what the last steering brought, null while it was not measured
 * @param steeredAt when traffic was put on its present tunnel, null before
 * @param avoid links of paths that were tried to no avail: another plan stays clear of them
 * @param declined why the last plan had no path for it, or no better one; null once a plan had one
 */
public record Standing(
        @Nullable Consent consent,
        @Nullable Verdict verdict,
        @Nullable Instant steeredAt,
        List<String> avoid,
        @Nullable Declined declined) {
    public static final Standing NONE = new Standing(null, null, null, List.of(), null);

    public record Consent(String actor, Instant at) {}

    /** @param helped null where it could not be told */
    public record Verdict(
            IncidentView.@Nullable Sla before, IncidentView.@Nullable Sla after, @Nullable Boolean helped) {}

    /** @param askedAt when the plan was asked for that declined it */
    public record Declined(PlacementDecline why, Instant askedAt) {}

    Standing with(Consent given) {
        return new Standing(given, verdict, steeredAt, avoid, declined);
    }

    Standing with(@Nullable Verdict judged) {
        return new Standing(consent, judged, steeredAt, avoid, declined);
    }

    /** Steered anew: what the last steering brought says nothing any more. */
    Standing steered(Instant at) {
        return new Standing(consent, null, at, avoid, declined);
    }

    Standing avoiding(List<String> links) {
        return new Standing(consent, verdict, steeredAt, links, declined);
    }

    Standing with(@Nullable Declined why) {
        return new Standing(consent, verdict, steeredAt, avoid, why);
    }
}
