package io.cemfleet.restoration.network;

import java.util.Set;

/** The outcome of a call to tunnel-provisioning about one tunnel. */
public sealed interface TunnelCallOutcome {

    /** The controls that every write passes refuse it, or the controller does: they may allow it later. */
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

        /** Whether it was refused, and is repeated until it is not. */
        public boolean refused() {
            return !retryable && REFUSALS.contains(code);
        }

        /** Whether no attempt will ever succeed. */
        public boolean forGood() {
            return !retryable && !REFUSALS.contains(code);
        }
    }

    /** The effect is not known: the same task id is sent again. */
    record Unknown(String reason) implements TunnelCallOutcome {}

    /** The tunnel has another path by now: a newer plan requested it. */
    record OtherPath() implements TunnelCallOutcome {}

    /** A newer plan of the incident is in force: this watch may no longer write. */
    record Superseded() implements TunnelCallOutcome {}
}
