package io.cemfleet.a2a.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why the orchestrator calls an operator. It is also the code of the error that such a failure reports. */
public enum EscalationReason implements WireCode {
    /** No path avoids the degraded links. */
    NO_ALTERNATE_PATH,
    /** Each path would fill a link beyond its threshold. */
    NO_ROOM,
    /** Protections fill a link, no other path has room, and their original path is cut. */
    OWN_CONGESTION,
    /** The affected services are not known. */
    IMPACT_UNAVAILABLE,
    /** No plan could be computed. */
    PATH_COMPUTATION_UNAVAILABLE,
    /** A tunnel could not be created, or no traffic could be steered onto it. */
    PROVISION_FAILED,
    /** Other writes kept the head-ends busy for the whole waiting time. */
    HEAD_END_BUSY,
    /** Some services could not be steered onto their tunnel. */
    NOT_STEERED,
    /** Services are degraded and no protection covers them. */
    UNPROTECTED,
    /** Traffic is protected, but the restoration monitor does not watch the original path. */
    MONITORING_UNAVAILABLE,
    /** The original path cannot be measured. */
    TELEMETRY_MISSING,
    /** A shift of traffic was refused or failed; the weights stay and the shift is retried. */
    CUTOVER_HELD,
    /** Traffic could not be moved back. */
    CUTOVER_FAILED,
    /** A tunnel could not be removed. */
    CLEANUP_FAILED,
    /** Steering did not help, several times in a row. */
    DID_NOT_HELP,
    /** Steering made a service or a link worse, several times in a row. */
    MADE_WORSE,
    /** A tunnel disappeared from the network repeatedly. */
    TUNNEL_LOST,
    /** An operator rejected the plan. */
    PLAN_REJECTED,
    /** See {@link WriteRefusal#AUTOMATION_STOPPED}. */
    AUTOMATION_STOPPED,
    /** See {@link WriteRefusal#CHANGE_FREEZE}. */
    CHANGE_FREEZE,
    /** See {@link WriteRefusal#PROTECTED_NODE}. */
    PROTECTED_NODE,
    /** See {@link WriteRefusal#CAP_EXCEEDED}. */
    CAP_EXCEEDED,
    /** See {@link WriteRefusal#APPROVAL_MISSING}. */
    APPROVAL_MISSING,
    /** A reason that this version does not know: the sender is newer. Never sent on purpose. */
    UNKNOWN;

    /** The constant of a text on the wire; {@link #UNKNOWN} where there is none. */
    @JsonCreator
    public static EscalationReason of(String wire) {
        return WireCode.find(values(), wire, UNKNOWN);
    }

    /** The value on the wire. */
    @Override
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
