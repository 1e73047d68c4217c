package io.cemfleet.restoration.sla;

import io.cemfleet.a2a.contract.SlaLimits;
import io.cemfleet.a2a.contract.SteeringOutcome;

/** Whether steering helped. */
public enum SlaVerdict {
    HELPED,
    NOT_HELPED,
    /** The service is worse off than before, or a link that its traffic loads went above its threshold. */
    MADE_WORSE,
    /** Something was not measured: never read as help. */
    UNKNOWN;

    /**
     * Helped is within the limits, or clearly better than before. Made worse is clearly worse in something that is
     * beyond its limit now, with nothing clearly better in return; a mixed result counts as not helped.
     *
     * @param part fraction of the former value, 0 to 1: at most that is clearly better, and the reverse clearly worse
     */
    public static SlaVerdict of(SlaMeasurement before, SlaMeasurement after, SlaLimits limits, double part) {
        if (!before.complete() || !after.complete()) {
            return UNKNOWN;
        }
        if (after.within(limits) || after.clearlyBetterThan(before, limits, part)) {
            return HELPED;
        }
        return after.clearlyWorseThan(before, limits, part) ? MADE_WORSE : NOT_HELPED;
    }

    /** The verdict as the orchestrator reads it. */
    public SteeringOutcome outcome() {
        return switch (this) {
            case HELPED -> SteeringOutcome.HELPED;
            case NOT_HELPED -> SteeringOutcome.NOT_HELPED;
            case MADE_WORSE -> SteeringOutcome.MADE_WORSE;
            case UNKNOWN -> SteeringOutcome.UNKNOWN;
        };
    }

    /** The value on the wire. */
    public String wire() {
        return outcome().wire();
    }
}
