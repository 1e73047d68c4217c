package io.cemfleet.orchestrator.incident;

import io.cemfleet.a2a.contract.IncidentView.LinkLoad;
import io.cemfleet.a2a.contract.IncidentView.Sla;
import io.cemfleet.a2a.contract.IncidentView.Tried;
import io.cemfleet.a2a.contract.PlacementDecline;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is kept with a protection through its states.
 *
 * @param consent whose word its writes rest on, null while nobody's was asked for
 * @param verdict what the last steering brought, null while it was not measured
 * @param steeredAt when traffic was put on its present tunnel, null before
 * @param avoid links of paths that were tried to no avail: another plan stays clear of them
 * @param declined why the last plan had no path for it, or no better one; null once a plan had one
 * @param history what became of its steerings
 */
public record Standing(
        @Nullable Consent consent,
        @Nullable Verdict verdict,
        @Nullable Instant steeredAt,
        List<String> avoid,
        @Nullable Declined declined,
        History history) {
    public static final Standing NONE = new Standing(null, null, null, List.of(), null, History.NONE);

    public Standing {
        history = Objects.requireNonNullElse(history, History.NONE);
    }

    public record Consent(String actor, Instant at) {}

    /**
     * @param helped null where it could not be told
     * @param predicted what the plan expected after steering
     * @param outcome helped, not_helped, made_worse or unknown as reported; relieved once a link that it fills came below
     *     its threshold
     * @param links what the tunnel loads
     */
    public record Verdict(
            @Nullable Sla before,
            @Nullable Sla after,
            @Nullable Boolean helped,
            @Nullable Sla predicted,
            @Nullable String outcome,
            List<LinkLoad> links) {
        public Verdict {
            links = Objects.requireNonNullElse(links, List.of());
        }

        /** It was measured, and says whether steering helped. */
        public boolean settled() {
            return helped != null;
        }
    }

    /** @param askedAt when the plan was asked for that declined it */
    public record Declined(PlacementDecline why, Instant askedAt) {}

    /**
     * @param unsteered services whose traffic stayed where it was
     * @param tried what stood in the network and was taken back
     * @param losses how often its tunnel was found lost or altered
     * @param measureFrom measured again from then on, null where the first measurement after steering counts
     */
    public record History(List<Unsteered> unsteered, List<Tried> tried, int losses, @Nullable Instant measureFrom) {
        static final History NONE = new History(List.of(), List.of(), 0, null);
    }

    /**
     * A service that is not on the tunnel.
     *
     * @param reason snake_case, stable
     * @param givenUp people were told; it is not tried again before one asks for it
     */
    public record Unsteered(String serviceId, String reason, boolean givenUp) {}

    /** Services whose traffic stayed where it was. */
    public List<Unsteered> unsteered() {
        return history.unsteered();
    }

    /** What stood in the network and was taken back, the last one at the end. */
    public List<Tried> tried() {
        return history.tried();
    }

    /** How often its tunnel was found lost or altered. */
    public int losses() {
        return history.losses();
    }

    /** From when on measurements say what the tunnel brought; null before it was steered. */
    public @Nullable Instant measuredFrom() {
        return history.measureFrom() == null ? steeredAt : history.measureFrom();
    }

    Standing with(Consent given) {
        return new Standing(given, verdict, steeredAt, avoid, declined, history);
    }

    Standing with(@Nullable Verdict judged) {
        return new Standing(consent, judged, steeredAt, avoid, declined, history);
    }

    Standing with(@Nullable Declined why) {
        return new Standing(consent, verdict, steeredAt, avoid, why, history);
    }

    /** Steered anew: what the last steering brought says nothing any more. */
    Standing steered(Instant at) {
        History so = new History(history.unsteered(), history.tried(), history.losses(), null);
        return new Standing(consent, null, at, avoid, declined, so);
    }

    Standing avoiding(List<String> links) {
        return new Standing(consent, verdict, steeredAt, links, declined, history);
    }

    /** These stay clear of paths that were tried before, too. */
    Standing avoidingToo(List<String> links) {
        return avoiding(List.copyOf(
                new TreeSet<>(Stream.concat(avoid.stream(), links.stream()).toList())));
    }

    Standing unsteered(List<Unsteered> left) {
        return with(new History(left, history.tried(), history.losses(), history.measureFrom()));
    }

    Standing tried(Tried one) {
        List<Tried> all =
                Stream.concat(history.tried().stream(), Stream.of(one)).toList();
        return with(new History(history.unsteered(), all, history.losses(), history.measureFrom()));
    }

    Standing lost() {
        return with(new History(history.unsteered(), history.tried(), history.losses() + 1, history.measureFrom()));
    }

    Standing measuredAgain(Instant from) {
        return with(new History(history.unsteered(), history.tried(), history.losses(), from));
    }

    private Standing with(History so) {
        return new Standing(consent, verdict, steeredAt, avoid, declined, so);
    }
}
