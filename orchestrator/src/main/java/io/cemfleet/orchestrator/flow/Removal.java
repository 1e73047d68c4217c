package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.DeleteTunnel;
import io.cemfleet.a2a.contract.ProvisionTunnel;
import io.cemfleet.orchestrator.incident.Answer;
import io.cemfleet.orchestrator.incident.Effort;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.Tunnel;
import java.util.Map;

/** Removing what is left in the network. */
final class Removal {
    private Removal() {}

    /** Whether something that is left can still be removed: by its name, or first asked for under its protection's key. */
    static boolean possible(Scene scene, Protection protection, ProtectionState.FailedHolding holding) {
        return (holding.tunnel() != null || holding.route() != null)
                && protection.effort().refusal() == null
                && protection.effort().failures() < scene.rules().attempts();
    }

    /** Whoever has a tunnel under the protection's key answers with its name; one that can't be had is not there. */
    static Protection named(Scene scene, Protection protection, ProtectionState.FailedHolding holding, Answer answer) {
        if (answer instanceof Answer.Done(ProvisionTunnel.Result result)) {
            return protection.in(
                    holding.named(Tunnel.of(result)), protection.effort().afresh());
        }
        Effort spent = Attempts.spent(scene, protection, answer);
        boolean nothingThere = answer instanceof Answer.Failed
                && !Attempts.retryable(answer)
                && !Attempts.countsForNothing(answer)
                && spent.refusal() == null;
        return nothingThere
                ? protection.in(holding.cleanedUp(), spent)
                : stillThere(scene, protection.in(holding, spent), holding, answer);
    }

    static Protection answered(
            Scene scene, Protection protection, ProtectionState.FailedHolding holding, Answer answer) {
        if (answer instanceof Answer.Done(DeleteTunnel.Result result) && result.deleted()) {
            return holding.withdrawn() == null || holding.returned()
                    ? protection.in(holding.cleanedUp())
                    : TakeBack.done(scene, protection, holding);
        }
        Effort spent = Attempts.spent(scene, protection, answer);
        return stillThere(scene, protection.in(holding, spent), holding, answer);
    }

    private static Protection stillThere(
            Scene scene, Protection still, ProtectionState.FailedHolding holding, Answer answer) {
        if (possible(scene, still, holding) || scene.incident().care().closing() != null) {
            return still;
        }
        Tunnel tunnel = holding.tunnel();
        Map<String, Object> details = Map.of(
                tunnel == null ? "protection_key" : "tunnel_id",
                tunnel == null ? still.id() : tunnel.tunnelId(),
                "attempts",
                still.effort().failures(),
                "cause",
                Trouble.cause(answer));
        String what = holding.withdrawn() == null ? "a tunnel that protects nothing" : "a tunnel that does harm";
        String refusal = still.effort().refusal();
        if (refusal == null) {
            String message = "A" + what.substring(1) + " could not be removed";
            Escalate.error(scene, "cleanup_failed", message, true, details);
            Escalate.flag(scene, "cleanup_failed", message, details);
        } else {
            Escalate.flag(scene, refusal, Refusals.words(refusal) + ", " + what + " stays for now", details);
        }
        return still;
    }
}
