package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.WriteRefusal;

/** Rules of tunnel-provisioning that forbid a write: a retry is of no use before an operator decides. */
final class WriteRefusals {
    private WriteRefusals() {}

    static String words(WriteRefusal refusal) {
        return switch (refusal) {
            case AUTOMATION_STOPPED -> "Automation is stopped";
            case CHANGE_FREEZE -> "Changes are frozen";
            case PROTECTED_NODE -> "A node is protected from automation";
            case CAP_EXCEEDED -> "A cap on what automation may touch is reached";
            case APPROVAL_MISSING -> "An approval is missing";
        };
    }

    static EscalationReason reason(WriteRefusal refusal) {
        return switch (refusal) {
            case AUTOMATION_STOPPED -> EscalationReason.AUTOMATION_STOPPED;
            case CHANGE_FREEZE -> EscalationReason.CHANGE_FREEZE;
            case PROTECTED_NODE -> EscalationReason.PROTECTED_NODE;
            case CAP_EXCEEDED -> EscalationReason.CAP_EXCEEDED;
            case APPROVAL_MISSING -> EscalationReason.APPROVAL_MISSING;
        };
    }
}
