package io.cemfleet.orchestrator.flow;

import java.util.Set;

/** Rules of tunnel-provisioning that forbid a write: a retry is of no use before an operator decides. */
final class WriteRefusals {
    static final Set<String> CODES =
            Set.of("automation_stopped", "change_freeze", "protected_node", "cap_exceeded", "approval_missing");

    private WriteRefusals() {}

    static String words(String code) {
        return switch (code) {
            case "automation_stopped" -> "Automation is stopped";
            case "change_freeze" -> "Changes are frozen";
            case "protected_node" -> "A node is protected from automation";
            case "cap_exceeded" -> "A cap on what automation may touch is reached";
            default -> "An approval is missing";
        };
    }
}
