package io.cemfleet.orchestrator.incident;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One direction of protection, with its own small machine ({@link ProtectionState}). */
public record Protection(ProtectionKey key, Cover cover, Effort effort, ProtectionState state, Standing standing) {

    public Protection {
        standing = Objects.requireNonNullElse(standing, Standing.NONE);
    }

    public Protection(ProtectionKey key, Cover cover, Effort effort, ProtectionState state) {
        this(key, cover, effort, state, Standing.NONE);
    }

    public static Protection wanted(ProtectionKey key, Cover cover) {
        return new Protection(key, cover, Effort.NONE, ProtectionState.Wanted.NEW);
    }

    public String id() {
        return key.wire();
    }

    public Protection in(ProtectionState next) {
        return new Protection(key, cover, effort, next, standing);
    }

    public Protection in(ProtectionState next, Effort spent) {
        return new Protection(key, cover, spent, next, standing);
    }

    public Protection covering(Cover more) {
        return new Protection(key, cover.with(more), effort, state, standing);
    }

    /** Wants a path again, under a new plan. */
    public Protection afresh(ProtectionState.Wanted wanted) {
        return new Protection(key, cover, effort.afresh(), wanted, standing);
    }

    public Protection consented(Standing.Consent consent) {
        return new Protection(key, cover, effort, state, standing.with(consent));
    }

    public Protection steered(ProtectionState.Steered state, Instant at) {
        return new Protection(key, cover, effort, state, standing.steered(at));
    }

    public Protection judged(Standing.@Nullable Verdict verdict) {
        return new Protection(key, cover, effort, state, standing.with(verdict));
    }

    /** What the last plan said of it: why it has no path, null when it has one. */
    public Protection declined(Standing.@Nullable Declined why) {
        return new Protection(key, cover, effort, state, standing.with(why));
    }

    /** For the next plan: none of these links, as long as it can be had. */
    public Protection avoiding(List<String> links) {
        return new Protection(key, cover, effort, state, standing.avoiding(links));
    }
}
