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
    static boolean possible(IncidentWorkUnit work, Protection protection, ProtectionState.FailedHolding holding) {
        return (holding.tunnel() != null || holding.route() != null)
                && protection.attempts().refusal() == null
                && protection.attempts().failures() < work.rules().attempts();
    }

    /** Whoever has a tunnel under the protection's key answers with its name; one that can't be had is not there. */
    static Protection nameKnown(
            IncidentWorkUnit work, Protection protection, ProtectionState.FailedHolding holding, CallOutcome answer) {
        if (answer instanceof CallOutcome.Done(ProvisionTunnel.Result result)) {
            return protection.in(
                    holding.named(ProtectionTunnel.of(result)),
                    protection.attempts().restarted());
        }
        AttemptState attempts = WriteRetryPolicy.afterAnswer(work, protection, answer);
        boolean nothingThere = answer instanceof CallOutcome.Failed
                && !WriteRetryPolicy.retryable(answer)
                && !WriteRetryPolicy.isNotCounted(answer)
                && attempts.refusal() == null;
        return nothingThere
                ? protection.in(holding.cleanedUp(), attempts)
                : stillThere(work, protection.in(holding, attempts), holding, answer);
    }

    static Protection answered(
            IncidentWorkUnit work, Protection protection, ProtectionState.FailedHolding holding, CallOutcome answer) {
        if (answer instanceof CallOutcome.Done(DeleteTunnel.Result result) && result.deleted()) {
            return holding.withdrawn() == null || holding.returned()
                    ? protection.in(holding.cleanedUp())
                    : ProtectionWithdrawal.removed(work, protection, holding);
        }
        AttemptState attempts = WriteRetryPolicy.afterAnswer(work, protection, answer);
        return stillThere(work, protection.in(holding, attempts), holding, answer);
    }

    private static Protection stillThere(
            IncidentWorkUnit work, Protection still, ProtectionState.FailedHolding holding, CallOutcome answer) {
        if (possible(work, still, holding) || work.incident().operatorState().closing() != null) {
            return still;
        }
        ProtectionTunnel tunnel = holding.tunnel();
        Map<String, Object> details = Map.of(
                tunnel == null ? "protection_key" : "tunnel_id",
                tunnel == null ? still.id() : tunnel.tunnelId(),
                "attempts",
                still.attempts().failures(),
                "cause",
                QueryFailure.cause(answer));
        String what = holding.withdrawn() == null ? "a tunnel that protects nothing" : "a tunnel that does harm";
        WriteRefusal refusal = still.attempts().refusal();
        if (refusal == null) {
            String message = "A" + what.substring(1) + " could not be removed";
            IncidentEscalation.error(work, EscalationReason.CLEANUP_FAILED, message, true, details);
            IncidentEscalation.flag(work, EscalationReason.CLEANUP_FAILED, message, details);
        } else {
            IncidentEscalation.flag(
                    work,
                    WriteRefusals.reason(refusal),
                    WriteRefusals.words(refusal) + ", " + what + " stays for now",
                    details);
        }
        return still;
    }
}
