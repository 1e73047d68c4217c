package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.DeleteTunnel;
import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.ProvisionTunnel;
import io.cemfleet.a2a.contract.WriteRefusal;
import io.cemfleet.orchestrator.incident.AttemptState;
import io.cemfleet.orchestrator.incident.CallOutcome;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.ProtectionTunnel;
import java.util.Map;

/** Removes what is left in the network. */
final class TunnelRemoval {
    private TunnelRemoval() {}

    /** Whether a left-over tunnel can still be removed: by its name, or by a query under its protection's key. */
    static boolean possible(IncidentWorkUnit scene, Protection protection, ProtectionState.FailedHolding holding) {
        return (holding.tunnel() != null || holding.route() != null)
                && protection.effort().refusal() == null
                && protection.effort().failures() < scene.rules().attempts();
    }

    /** Whoever has a tunnel under the protection's key answers with its name; one that can't be had is not there. */
    static Protection named(
            IncidentWorkUnit scene, Protection protection, ProtectionState.FailedHolding holding, CallOutcome answer) {
        if (answer instanceof CallOutcome.Done(ProvisionTunnel.Result result)) {
            return protection.in(
                    holding.named(ProtectionTunnel.of(result)),
                    protection.effort().afresh());
        }
        AttemptState spent = WriteRetryPolicy.spent(scene, protection, answer);
        boolean nothingThere = answer instanceof CallOutcome.Failed
                && !WriteRetryPolicy.retryable(answer)
                && !WriteRetryPolicy.countsForNothing(answer)
                && spent.refusal() == null;
        return nothingThere
                ? protection.in(holding.cleanedUp(), spent)
                : stillThere(scene, protection.in(holding, spent), holding, answer);
    }

    static Protection answered(
            IncidentWorkUnit scene, Protection protection, ProtectionState.FailedHolding holding, CallOutcome answer) {
        if (answer instanceof CallOutcome.Done(DeleteTunnel.Result result) && result.deleted()) {
            return holding.withdrawn() == null || holding.returned()
                    ? protection.in(holding.cleanedUp())
                    : ProtectionWithdrawal.done(scene, protection, holding);
        }
        AttemptState spent = WriteRetryPolicy.spent(scene, protection, answer);
        return stillThere(scene, protection.in(holding, spent), holding, answer);
    }

    private static Protection stillThere(
            IncidentWorkUnit scene, Protection still, ProtectionState.FailedHolding holding, CallOutcome answer) {
        if (possible(scene, still, holding) || scene.incident().care().closing() != null) {
            return still;
        }
        ProtectionTunnel tunnel = holding.tunnel();
        Map<String, Object> details = Map.of(
                tunnel == null ? "protection_key" : "tunnel_id",
                tunnel == null ? still.id() : tunnel.tunnelId(),
                "attempts",
                still.effort().failures(),
                "cause",
                QueryFailure.cause(answer));
        String what = holding.withdrawn() == null ? "a tunnel that protects nothing" : "a tunnel that does harm";
        WriteRefusal refusal = still.effort().refusal();
        if (refusal == null) {
            String message = "A" + what.substring(1) + " could not be removed";
            IncidentEscalation.error(scene, EscalationReason.CLEANUP_FAILED, message, true, details);
            IncidentEscalation.flag(scene, EscalationReason.CLEANUP_FAILED, message, details);
        } else {
            IncidentEscalation.flag(
                    scene,
                    WriteRefusals.reason(refusal),
                    WriteRefusals.words(refusal) + ", " + what + " stays for now",
                    details);
        }
        return still;
    }
}
