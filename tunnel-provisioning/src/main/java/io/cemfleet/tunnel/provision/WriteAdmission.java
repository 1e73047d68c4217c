package io.cemfleet.tunnel.provision;

import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.tunnel.control.WriteGate;
import io.cemfleet.tunnel.policy.ProposedWrite;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.StepOutcome.Done;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.policy.TunnelStep;
import io.cemfleet.tunnel.policy.WriteMandate;
import io.cemfleet.tunnel.policy.WriteVerdict;
import io.cemfleet.tunnel.store.TunnelStore;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Admits a step on an existing tunnel: the sender knows the path that is in force, and plan fence and controls allow
 * the write.
 */
@Component
class WriteAdmission {
    private final TunnelStore store;
    private final WriteGate gate;

    WriteAdmission(TunnelStore store, WriteGate gate) {
        this.store = store;
        this.gate = gate;
    }

    /**
     * A requested step on a tunnel.
     *
     * @param services that it is to carry beside its plan's
     * @param pathVersion that the sender expects, absent: any
     */
    record StepRequest(
            TunnelStep step,
            String tunnelId,
            List<String> services,
            @Nullable Long pathVersion,
            WriteMandate mandate) {}

    /** The tunnel of a name; {@code unknown_tunnel} when there is none. */
    StepOutcome<Tunnel> known(String tunnelId) {
        return store.find(tunnelId)
                .map(StepOutcome::done)
                .orElseGet(
                        () -> StepOutcome.failed(TunnelFailureCode.UNKNOWN_TUNNEL, "no tunnel is called " + tunnelId));
    }

    /** The tunnel that the step may write, as it is once its head-end is locked. */
    StepOutcome<Tunnel> admit(StepRequest request, TaskAttempt attempt) {
        StepOutcome<Tunnel> known = known(request.tunnelId());
        if (!(known instanceof Done(Tunnel tunnel))) {
            return known;
        }
        long inForce = tunnel.path().version();
        if (request.pathVersion() != null && request.pathVersion() != inForce) {
            return StepOutcome.failed(
                    TunnelFailureCode.PATH_VERSION_MISMATCH,
                    "%s has path version %d in force, and not %d"
                            .formatted(request.tunnelId(), inForce, request.pathVersion()));
        }
        var write = ProposedWrite.of(
                request.step(), tunnel, tunnel.plan().carryingToo(request.services()), request.mandate());
        return switch (gate.admit(write, attempt.taskId())) {
            case WriteVerdict.Allowed allowed -> known;
            case WriteVerdict.Refused(TunnelFailureCode code, String reason) -> StepOutcome.failed(code, reason);
        };
    }
}
