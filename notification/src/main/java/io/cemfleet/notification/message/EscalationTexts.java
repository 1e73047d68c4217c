package io.cemfleet.notification.message;

import io.cemfleet.a2a.contract.EscalationReason;
import org.jspecify.annotations.Nullable;

/** What an escalation's reason means for the operator on duty. */
final class EscalationTexts {
    private EscalationTexts() {}

    static String advice(@Nullable Object reason) {
        String meaning =
                switch (EscalationReason.of(String.valueOf(reason))) {
                    case NO_ALTERNATE_PATH -> "No path avoids the degraded links; the services stay where they are.";
                    case NO_ROOM -> "Moving the traffic would fill other links; the services stay where they are.";
                    case OWN_CONGESTION -> "Protections fill a link, and their original path is cut.";
                    case IMPACT_UNAVAILABLE -> "It is not known which services suffer, so nothing was moved.";
                    case PATH_COMPUTATION_UNAVAILABLE -> "No plan could be computed, so nothing was moved.";
                    case PROVISION_FAILED -> "A protection tunnel could not be set up.";
                    case HEAD_END_BUSY -> "Other changes kept the head-ends busy, so nothing was protected yet.";
                    case NOT_STEERED -> "Some services could not be put on their protection tunnel.";
                    case UNPROTECTED -> "Services are degraded and no protection covers them.";
                    case MONITORING_UNAVAILABLE ->
                        "Traffic is protected, but the original path is not monitored, so it is not moved back.";
                    case CUTOVER_HELD -> "Traffic stays shared as it is; moving it on is tried again by itself.";
                    case CUTOVER_FAILED -> "Traffic could not be moved back; it stays on its protection.";
                    case CLEANUP_FAILED -> "A protection tunnel is still in the network and has to be removed.";
                    case TELEMETRY_MISSING -> "The original path cannot be measured, so traffic is not moved back.";
                    case DID_NOT_HELP -> "Moving the traffic did not help twice; it is not tried again by itself.";
                    case MADE_WORSE -> "Moving the traffic made things worse; it is back where it was.";
                    case TUNNEL_LOST -> "A protection tunnel vanished from the network again and again.";
                    case PLAN_REJECTED -> "An operator rejected the plan, so its services stay where they are.";
                    case AUTOMATION_STOPPED -> "Automation is stopped for the whole fleet.";
                    case CHANGE_FREEZE -> "A change freeze covers what would have to be changed.";
                    case PROTECTED_NODE -> "A node is in the way that automation may not touch.";
                    case CAP_EXCEEDED -> "It would change more than automation may.";
                    case APPROVAL_MISSING -> "A person's approval is needed.";
                    case UNKNOWN -> "The fleet cannot go on by itself.";
                };
        return meaning + " A person has to act: open the incident in the console, and retry, take over or close it.";
    }
}
