package io.cemfleet.orchestrator.incident;

import io.cemfleet.a2a.contract.SlaTier;

/** What automation may do without an operator, for each tier. */
public record Autonomy(Mode platinum, Mode gold, Mode silver, Mode bronze) {

    public enum Mode {
        /** Shows what it would do, and does nothing. */
        OBSERVE,
        /** Shows a plan, and carries it out when an operator accepts it. */
        RECOMMEND,
        /** Waits for an operator's approval before it writes. */
        APPROVE,
        AUTOMATIC;

        /** Whether an operator's approval lets it go on. */
        public boolean needsApproval() {
            return this == RECOMMEND || this == APPROVE;
        }
    }

    public Mode of(SlaTier tier) {
        return switch (tier.effective()) {
            case PLATINUM -> platinum;
            case SILVER -> silver;
            case BRONZE -> bronze;
            case GOLD, UNKNOWN -> gold;
        };
    }
}
