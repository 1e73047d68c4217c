package io.cemfleet.restoration.network;

/** What came of asking tunnel-provisioning. */
public sealed interface Work {

    record Done() implements Work {}

    /**
     * @param code as tunnel-provisioning gave it, such as {@code automation_stopped}
     * @param retryable whether a new attempt may succeed
     */
    record Failed(String code, String reason, boolean retryable) implements Work {}

    /** Nobody knows whether it was done: the same task ids are sent again. */
    record Unknown(String reason) implements Work {}

    /** A newer plan of the incident is in force: this watch has nothing to say any more. */
    record Superseded() implements Work {}

    /** Of two: what is for good wins, then what is not known, then what may be tried again. */
    default Work and(Work other) {
        return rank() >= other.rank() ? this : other;
    }

    private int rank() {
        return switch (this) {
            case Done done -> 0;
            case Failed failed when failed.retryable() -> 1;
            case Unknown unknown -> 2;
            case Failed failed -> 3;
            case Superseded superseded -> 4;
        };
    }
}
