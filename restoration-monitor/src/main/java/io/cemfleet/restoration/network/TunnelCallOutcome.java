package io.cemfleet.restoration.network;

import java.util.Set;

/** What came of asking tunnel-provisioning about one tunnel. */
public sealed interface TunnelCallOutcome {

    /** The gate that every write passes holds it back, or the controller does: it may be let through later. */
    Set<String> REFUSALS = Set.of(
            "automation_stopped",
            "change_freeze",
            "protected_node",
            "cap_exceeded",
            "approval_missing",
            "cnc_forbidden",
            "cnc_refused",
            "path_invalid",
            "refused");

    /** @param weight percent of the traffic that the tunnel carries, as read back */
    record Done(int weight) implements TunnelCallOutcome {}

    /**
     * @param code as tunnel-provisioning gave it, such as {@code automation_stopped}
     * @param retryable whether a new attempt may succeed
     */
    record Failed(String code, String reason, boolean retryable) implements TunnelCallOutcome {

        /** Whether it was refused, and is asked again until it is not. */
        public boolean refused() {
            return !retryable && REFUSALS.contains(code);
        }

        /** Whether no attempt will ever succeed. */
        public boolean forGood() {
            return !retryable && !REFUSALS.contains(code);
        }
    }

    /** Whether it was done is not known: the same task id is sent again. */
    record Unknown(String reason) implements TunnelCallOutcome {}

    /** The tunnel has another path by now: a newer plan asks for it. */
    record OtherPath() implements TunnelCallOutcome {}

    /** A newer plan of the incident is in force: this watch has nothing to say any more. */
    record Superseded() implements TunnelCallOutcome {}
}
