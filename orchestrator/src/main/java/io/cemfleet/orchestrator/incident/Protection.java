package io.cemfleet.orchestrator.incident;

/** One direction of protection, with its own small machine ({@link ProtectionState}). */
public record Protection(ProtectionKey key, Cover cover, Effort effort, ProtectionState state) {

    public static Protection wanted(ProtectionKey key, Cover cover) {
        return new Protection(key, cover, Effort.NONE, new ProtectionState.Wanted(null));
    }

    public String id() {
        return key.wire();
    }

    public Protection in(ProtectionState next) {
        return new Protection(key, cover, effort, next);
    }

    public Protection in(ProtectionState next, Effort spent) {
        return new Protection(key, cover, spent, next);
    }

    public Protection covering(Cover more) {
        return new Protection(key, cover.with(more), effort, state);
    }

    /** Wants a path again, under a new plan. */
    public Protection afresh(ProtectionState.Wanted wanted) {
        return new Protection(key, cover, effort.afresh(), wanted);
    }
}
