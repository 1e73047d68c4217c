package io.cemfleet.orchestrator.incident;

import io.cemfleet.a2a.contract.SlaTier;

/** How far automation goes by itself for each tier. */
public record Autonomy(Mode platinum, Mode gold, Mode silver, Mode bronze) {

    public enum Mode {
        /** Shows what it would do, and does nothing. */
        OBSERVE,
        /** Shows a plan, and carries it out when a person takes it up. */
        RECOMMEND,
        /** Waits for a person's word before it writes. */
        APPROVE,
        AUTOMATIC;

        /** Whether a person may let it go on. */
        public boolean asks() {
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
