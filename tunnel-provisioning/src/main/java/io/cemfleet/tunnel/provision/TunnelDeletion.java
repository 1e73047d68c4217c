package io.cemfleet.tunnel.provision;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.SegmentId;
import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.tunnel.policy.CandidatePathConfig;
import io.cemfleet.tunnel.policy.CandidatePlacement;
import io.cemfleet.tunnel.policy.IntendedWrite;
import io.cemfleet.tunnel.policy.PathInForce;
import io.cemfleet.tunnel.policy.StepFailure;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.StepOutcome.Done;
import io.cemfleet.tunnel.policy.StepOutcome.Failed;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.policy.TunnelState;
import io.cemfleet.tunnel.policy.TunnelStep;
import io.cemfleet.tunnel.policy.WriteMandate;
import io.cemfleet.tunnel.provision.StepResults.TunnelDeleted;
import io.cemfleet.tunnel.provision.TunnelStepRunner.LockedStep;
import io.cemfleet.tunnel.provision.WriteAdmission.StepRequest;
import io.cemfleet.tunnel.southbound.ConfiguredTunnel;
import io.cemfleet.tunnel.technology.TunnelTechnologies;
import io.cemfleet.tunnel.technology.TunnelTechnology;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Removes a tunnel: its policy, its SID lists, the colour last. It counts as deleted, and its binding SID as free, only
 * when configuration and network were both read back without it.
 */
@Component
public class TunnelDeletion {
    private final TunnelStepRunner runner;
    private final WriteAdmission admission;
    private final TunnelTechnologies technologies;
    private final NetworkRemoval removal;
    private final FleetColoring coloring;
    private final TunnelJournal journal;

    TunnelDeletion(
            TunnelStepRunner runner,
            WriteAdmission admission,
            TunnelTechnologies technologies,
            NetworkRemoval removal,
            FleetColoring coloring,
            TunnelJournal journal) {
        this.runner = runner;
        this.admission = admission;
        this.technologies = technologies;
        this.removal = removal;
        this.coloring = coloring;
        this.journal = journal;
    }

    public StepOutcome<TunnelDeleted> delete(String tunnelId, WriteMandate mandate, TaskAttempt attempt) {
        if (!(admission.known(tunnelId) instanceof Done(Tunnel tunnel))) {
            return deleteUnknown(tunnelId);
        }
        var request = new StepRequest(TunnelStep.DELETE, tunnelId, List.of(), null, mandate);
        return runner.run(LockedStep.on(tunnel, TunnelStep.DELETE), attempt, () -> deleteLocked(request, attempt));
    }

    /** A name that no tunnel of ours has: deleted when the network does not have it either. */
    private StepOutcome<TunnelDeleted> deleteUnknown(String tunnelId) {
        StepOutcome<Boolean> read = removal.isGone(tunnelId);
        if (!(read instanceof Done(Boolean gone))) {
            return read.asFailure();
        }
        return gone
                ? StepOutcome.done(new TunnelDeleted(false))
                : StepOutcome.failed(TunnelFailureCode.NOT_OURS, tunnelId + " stands in the network, and is not ours");
    }

    private StepOutcome<TunnelDeleted> deleteLocked(StepRequest request, TaskAttempt attempt) {
        StepOutcome<Tunnel> admitted = admission.admit(request, attempt);
        if (!(admitted instanceof Done(Tunnel tunnel))) {
            return admitted.asFailure();
        }
        StepOutcome<TunnelTechnology> selected = technologies.of(tunnel.teType());
        if (!(selected instanceof Done(TunnelTechnology technology))) {
            return selected.asFailure();
        }
        StepOutcome<ConfiguredTunnel> read = technology.configured(tunnel.tunnelId());
        if (!(read instanceof Done(ConfiguredTunnel present))) {
            return read.asFailure();
        }
        if (tunnel.state() == TunnelState.DELETED && present instanceof ConfiguredTunnel.NotConfigured) {
            return StepOutcome.done(new TunnelDeleted(tunnel.bindingSid() != null));
        }
        Optional<StepFailure> foreign = NetworkWriter.notOurs(tunnel, present);
        if (foreign.isPresent()) {
            return StepOutcome.failed(foreign.get());
        }
        Tunnel leaving = journal.leaving(tunnel, lastSeen(tunnel, present));
        if (leaving.ledger().written()
                && removal.remove(leaving, attempt) instanceof Failed<Boolean>(StepFailure failure)) {
            return StepOutcome.failed(failure);
        }
        if (coloring.remove(leaving, attempt) instanceof Failed<Boolean>(StepFailure failure)) {
            return StepOutcome.failed(failure);
        }
        return StepOutcome.done(record(leaving, technology, request.mandate(), attempt));
    }

    private static CandidatePlacement lastSeen(Tunnel tunnel, ConfiguredTunnel present) {
        if (present instanceof ConfiguredTunnel.OwnCandidatePath(CandidatePathConfig candidate)) {
            return new CandidatePlacement(
                    candidate.preference(), tunnel.placement().weights());
        }
        IntendedWrite intended = tunnel.ledger().intended();
        return intended == null ? tunnel.placement() : intended.placement();
    }

    private TunnelDeleted record(
            Tunnel tunnel, TunnelTechnology technology, WriteMandate mandate, TaskAttempt attempt) {
        SegmentId bindingSid = tunnel.bindingSid();
        var details = new LinkedHashMap<String, Object>();
        if (bindingSid != null) {
            details.put("binding_sid_released", bindingSid);
        }
        if (mandate.equals(WriteMandate.UPKEEP)) {
            details.put("upkeep", true);
        }
        journal.succeeded(
                tunnel.in(TunnelState.DELETED)
                        .over(new PathInForce(tunnel.path().version(), 1, List.of())),
                AuditEventType.TUNNEL_DELETED,
                details,
                attempt,
                () -> technology.releaseBindingSid(tunnel.tunnelId()));
        return new TunnelDeleted(bindingSid != null);
    }
}
