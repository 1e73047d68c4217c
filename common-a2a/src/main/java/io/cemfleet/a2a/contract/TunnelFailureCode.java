package io.cemfleet.a2a.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why a task of tunnel-provisioning failed, and whether a new attempt may succeed. */
public enum TunnelFailureCode implements UnsteeredReason {
    /** A newer plan of the incident was seen. */
    STALE_PLAN(false),
    /** Only SR-MPLS can be provisioned; or the head-end or end-point does no SR-MPLS. */
    TE_TYPE_UNSUPPORTED(false),
    UNKNOWN_NODE(false),
    UNKNOWN_TUNNEL(false),
    /** A different path is in force than the sender knows. */
    PATH_VERSION_MISMATCH(false),
    /** The protection was requested before between other routers or with another colour. */
    PROTECTION_CHANGED(false),
    /** The segments lead nowhere, or elsewhere, in the present topology. */
    PATH_INVALID(false),
    /** More segments than the head-end can push. */
    SID_DEPTH_EXCEEDED(false),
    /** The controller's dry run failed, or the path crosses a link that it must avoid. */
    DRY_RUN_FAILED(false),
    BINDING_SID_EXHAUSTED(false),
    FLEET_COLOR_EXHAUSTED(false),
    /** The global stop is set. */
    AUTOMATION_STOPPED(false),
    /** A change freeze covers a router that the write touches, or the whole network. */
    CHANGE_FREEZE(false),
    /** It would move traffic from, to or across a protected router. */
    PROTECTED_NODE(false),
    /** It would exceed a cap of automation. */
    CAP_EXCEEDED(false),
    /** The incident's autonomy mode requires an approval, and there is none. */
    APPROVAL_MISSING(false),
    /** The object in the network under this name is not ours; nothing was touched. */
    NOT_OURS(false),
    /** The policy belongs to the controller's own automation. */
    AUTOMATION_OWNED(false),
    NO_PREFERENCE_LEFT(false),
    CNC_UNAVAILABLE(true),
    CNC_FORBIDDEN(false),
    CNC_REFUSED(false),
    /** NSO gave up on the devices. */
    PLAN_FAILED(true),
    PLAN_TIMEOUT(true),
    /** The network was read back and does not show what was written. */
    VERIFY_FAILED(true),
    /** Another candidate path is active. */
    NOT_ACTIVE(true),
    /** No service's routes carry the colour, or can be given it. */
    NOT_STEERABLE(false),
    NOT_PROVISIONED(false),
    NOT_STEERED(false),
    /** The network still shows it, so it counts as present. */
    DELETE_NOT_CONFIRMED(true),
    /** Other writes to the head-end took all the available time. */
    HEAD_END_BUSY(true),
    WEIGHTS_INVALID(false);

    private final boolean retryable;

    TunnelFailureCode(boolean retryable) {
        this.retryable = retryable;
    }

    /** Whether a new attempt may succeed with nothing else changed. */
    public boolean retryable() {
        return retryable;
    }

    /** The control that refused the write; empty where it failed for another reason. */
    public Optional<WriteRefusal> refusedBy() {
        return WriteRefusal.of(wire());
    }

    /** The constant of an error code; empty for codes of other agents, of the transport and of newer versions. */
    public static Optional<TunnelFailureCode> of(String wire) {
        return Arrays.stream(values()).filter(code -> code.wire().equals(wire)).findFirst();
    }

    /** Whether it is a verdict of the controls that every write passes; such a verdict is stored. */
    public boolean verdict() {
        return this == STALE_PLAN || refusedBy().isPresent();
    }

    /** Whether tunnel-provisioning refused to write, as opposed to a write that failed. */
    public boolean refusal() {
        return switch (this) {
            case STALE_PLAN,
                    AUTOMATION_STOPPED,
                    CHANGE_FREEZE,
                    PROTECTED_NODE,
                    CAP_EXCEEDED,
                    APPROVAL_MISSING,
                    TE_TYPE_UNSUPPORTED,
                    PATH_VERSION_MISMATCH,
                    PROTECTION_CHANGED,
                    PATH_INVALID,
                    SID_DEPTH_EXCEEDED,
                    DRY_RUN_FAILED,
                    BINDING_SID_EXHAUSTED,
                    FLEET_COLOR_EXHAUSTED,
                    NOT_OURS,
                    AUTOMATION_OWNED,
                    NO_PREFERENCE_LEFT,
                    NOT_STEERABLE -> true;
            case UNKNOWN_NODE,
                    UNKNOWN_TUNNEL,
                    CNC_UNAVAILABLE,
                    CNC_FORBIDDEN,
                    CNC_REFUSED,
                    PLAN_FAILED,
                    PLAN_TIMEOUT,
                    VERIFY_FAILED,
                    NOT_ACTIVE,
                    NOT_PROVISIONED,
                    NOT_STEERED,
                    DELETE_NOT_CONFIRMED,
                    HEAD_END_BUSY,
                    WEIGHTS_INVALID -> false;
        };
    }

    /** The value on the wire. */
    @Override
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
