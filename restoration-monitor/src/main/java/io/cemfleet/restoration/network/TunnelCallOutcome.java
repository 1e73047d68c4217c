package io.cemfleet.restoration.network;

/** The outcome of a call to tunnel-provisioning about one tunnel. */
public sealed interface TunnelCallOutcome {

    /** @param weight percent of the traffic that the tunnel carries, as read back */
    record Done(int weight) implements TunnelCallOutcome {}

    /**
     * @param code as tunnel-provisioning gave it, such as {@code automation_stopped}
     * @param retryable whether a new attempt may succeed
     */
    record Failed(String code, String reason, boolean retryable) implements TunnelCallOutcome {

        /** Whether it was refused, and is repeated until it is not. */
        public boolean refused() {
            return !retryable && TunnelFailureMeaning.of(code) == TunnelFailureMeaning.REFUSED;
        }

        /** Whether no attempt will ever succeed. */
        public boolean forGood() {
            return !retryable && !refused();
        }
    }

    /** The effect is not known: the same task id is sent again. */
    record Unknown(String reason) implements TunnelCallOutcome {}

    /** The tunnel has another path by now: a newer plan requested it. */
    record OtherPath() implements TunnelCallOutcome {}

    /** A newer plan of the incident is in force: this watch may no longer write. */
    record Superseded() implements TunnelCallOutcome {}
}
