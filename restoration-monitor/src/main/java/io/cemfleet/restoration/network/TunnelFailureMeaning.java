package io.cemfleet.restoration.network;

import io.cemfleet.a2a.contract.TunnelFailureCode;

/** What a failure that tunnel-provisioning reports means for a watch. */
enum TunnelFailureMeaning {
    /** A newer plan is in force: the watch may no longer write. */
    SUPERSEDED,
    /** The tunnel has another path than the watch knows. */
    OTHER_PATH,
    /** A control or the controller refuses the write, and may allow it later. */
    REFUSED,
    /** The write failed; whether a retry may help is what the sender says. */
    FAILED;

    /** The agent's transport or its contract refused the message itself. */
    static final String MESSAGE_REFUSED = "refused";

    /** Of an error code; one that no version of the contract knows is a failure. */
    static TunnelFailureMeaning of(String code) {
        if (code.equals(MESSAGE_REFUSED)) {
            return REFUSED;
        }
        return TunnelFailureCode.of(code).map(TunnelFailureMeaning::of).orElse(FAILED);
    }

    private static TunnelFailureMeaning of(TunnelFailureCode code) {
        return switch (code) {
            case STALE_PLAN -> SUPERSEDED;
            case PATH_VERSION_MISMATCH -> OTHER_PATH;
            case AUTOMATION_STOPPED,
                    CHANGE_FREEZE,
                    PROTECTED_NODE,
                    CAP_EXCEEDED,
                    APPROVAL_MISSING,
                    CNC_FORBIDDEN,
                    CNC_REFUSED,
                    PATH_INVALID -> REFUSED;
            case TE_TYPE_UNSUPPORTED,
                    UNKNOWN_NODE,
                    UNKNOWN_TUNNEL,
                    PROTECTION_CHANGED,
                    SID_DEPTH_EXCEEDED,
                    DRY_RUN_FAILED,
                    BINDING_SID_EXHAUSTED,
                    FLEET_COLOR_EXHAUSTED,
                    NOT_OURS,
                    AUTOMATION_OWNED,
                    NO_PREFERENCE_LEFT,
                    CNC_UNAVAILABLE,
                    PLAN_FAILED,
                    PLAN_TIMEOUT,
                    VERIFY_FAILED,
                    NOT_ACTIVE,
                    NOT_STEERABLE,
                    NOT_PROVISIONED,
                    NOT_STEERED,
                    DELETE_NOT_CONFIRMED,
                    HEAD_END_BUSY,
                    WEIGHTS_INVALID -> FAILED;
        };
    }
}
