package io.cemfleet.notification.message;

import org.jspecify.annotations.Nullable;

/** What an escalation's reason means for the person who is called. */
final class EscalationTexts {
    private EscalationTexts() {}

    static String advice(@Nullable Object reason) {
        String meaning =
                switch (String.valueOf(reason)) {
                    case "no_alternate_path" -> "No path avoids the degraded links; the services stay where they are.";
                    case "no_room" -> "Moving the traffic would fill other links; the services stay where they are.";
                    case "own_congestion" -> "Protections fill a link, and their original path is cut.";
                    case "impact_unavailable" -> "It is not known which services suffer, so nothing was moved.";
                    case "provision_failed" -> "A protection tunnel could not be set up.";
                    case "head_end_busy" -> "Other changes kept the head-ends busy, so nothing was protected yet.";
                    case "not_steered" -> "Some services could not be put on their protection tunnel.";
                    case "cutover_held" -> "Traffic stays shared as it is; moving it on is tried again by itself.";
                    case "cutover_failed" -> "Traffic could not be moved back; it stays on its protection.";
                    case "cleanup_failed" -> "A protection tunnel is still in the network and has to be removed.";
                    case "telemetry_missing" -> "The original path cannot be measured, so traffic is not moved back.";
                    case "did_not_help" -> "Moving the traffic did not help twice; it is not tried again by itself.";
                    case "made_worse" -> "Moving the traffic made things worse; it is back where it was.";
                    case "tunnel_lost" -> "A protection tunnel vanished from the network again and again.";
                    case "automation_stopped" -> "Automation is stopped for the whole fleet.";
                    case "change_freeze" -> "A change freeze covers what would have to be changed.";
                    case "protected_node" -> "A node is in the way that automation may not touch.";
                    case "cap_exceeded" -> "It would change more than automation may.";
                    case "approval_missing" -> "A person's approval is needed.";
                    default -> "The fleet cannot go on by itself.";
                };
        return meaning + " A person has to act: open the incident in the console, and retry, take over or close it.";
    }
}
