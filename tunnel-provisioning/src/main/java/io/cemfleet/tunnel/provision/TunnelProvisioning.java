package io.cemfleet.tunnel.provision;

import io.cemfleet.a2a.contract.AuditDetails;
import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.tunnel.policy.CandidatePathConfig;
import io.cemfleet.tunnel.policy.PathInForce;
import io.cemfleet.tunnel.policy.StepFailure;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.StepOutcome.Done;
import io.cemfleet.tunnel.policy.StepOutcome.Failed;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.policy.TunnelState;
import io.cemfleet.tunnel.policy.TunnelStep;
import io.cemfleet.tunnel.provision.NetworkWriter.StandingTunnel;
import io.cemfleet.tunnel.provision.StepResults.TunnelProvisioned;
import io.cemfleet.tunnel.provision.TunnelReservations.ReservedTunnel;
import io.cemfleet.tunnel.provision.TunnelStepRunner.LockedStep;
import io.cemfleet.tunnel.southbound.ControllerPort;
import io.cemfleet.tunnel.southbound.DryRunReport;
import io.cemfleet.tunnel.southbound.LivePolicy;
import io.cemfleet.tunnel.southbound.ProvisioningSnapshot;
import io.cemfleet.tunnel.technology.TunnelTechnologies;
import io.cemfleet.tunnel.technology.TunnelTechnology;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Creates a tunnel without moving traffic: checks, dry run, reservation, write, read-back. */
@Component
public class TunnelProvisioning {
    private final TunnelStepRunner runner;
    private final ControllerPort controller;
    private final TunnelTechnologies technologies;
    private final TunnelReservations reservations;
    private final NetworkWriter writer;
    private final PathReplacement replacement;
    private final TunnelJournal journal;

    TunnelProvisioning(
            TunnelStepRunner runner,
            ControllerPort controller,
            TunnelTechnologies technologies,
            TunnelReservations reservations,
            NetworkWriter writer,
            PathReplacement replacement,
            TunnelJournal journal) {
        this.runner = runner;
        this.controller = controller;
        this.technologies = technologies;
        this.reservations = reservations;
        this.writer = writer;
        this.replacement = replacement;
        this.journal = journal;
    }

    public StepOutcome<TunnelProvisioned> provision(ProvisionCommand command, TaskAttempt attempt) {
        var locked = new LockedStep(
                TunnelStep.PROVISION, command.protection(), command.ends().headEnd());
        return runner.run(locked, attempt, () -> provisionLocked(command, attempt));
    }

    private StepOutcome<TunnelProvisioned> provisionLocked(ProvisionCommand requested, TaskAttempt attempt) {
        if (requested.teType() != null
                && technologies.of(requested.teType()) instanceof Failed<TunnelTechnology>(StepFailure failure)) {
            return StepOutcome.failed(failure);
        }
        StepOutcome<ProvisioningSnapshot> read =
                controller.view(requested.ends().headEnd(), requested.ends().endPoint());
        if (!(read instanceof Done(ProvisioningSnapshot view))) {
            return read.asFailure();
        }
        StepOutcome<TunnelTechnology> selected = technologies.select(
                requested.teType(), requested.ends().headEnd(), requested.ends().endPoint(), view.headEnd());
        if (!(selected instanceof Done(TunnelTechnology technology))) {
            return selected.asFailure();
        }
        ProvisionCommand command =
                requested.returningBy(technology.returnSegments(requested.ends().endPoint(), view.headEnd()));
        StepOutcome<DryRunReport> checked = technology.check(command.proposedPath(), view.headEnd());
        if (!(checked instanceof Done(DryRunReport dryRun))) {
            return checked.asFailure();
        }
        StepOutcome<ReservedTunnel> reservation = reservations.reserve(command, technology, view, attempt);
        if (!(reservation instanceof Done(ReservedTunnel reserved))) {
            return reservation.asFailure();
        }
        StepOutcome<StandingTunnel> written = carriesTraffic(reserved, view)
                ? writer.putActive(reserved.wanted(), attempt)
                : writer.put(reserved.wanted(), attempt);
        if (!(written instanceof Done(StandingTunnel standing))) {
            replacement.afterFailure(reserved, view, attempt);
            return written.asFailure();
        }
        Tunnel stored = record(reserved.row(), standing, dryRun, attempt);
        replacement.afterSuccess(reserved.row(), stored);
        return StepOutcome.done(new TunnelProvisioned(stored, dryRun));
    }

    /** Whether the tunnel carries traffic now, at the preference that it keeps: it must still carry it afterwards. */
    private static boolean carriesTraffic(ReservedTunnel reserved, ProvisioningSnapshot view) {
        Tunnel wanted = reserved.wanted();
        return reserved.row().state().carries()
                && view.live(wanted.key())
                        .map(LivePolicy::activePreference)
                        .filter(active -> active == wanted.placement().preference())
                        .isPresent();
    }

    private Tunnel record(Tunnel row, StandingTunnel standing, DryRunReport dryRun, TaskAttempt attempt) {
        Tunnel tunnel = standing.tunnel();
        boolean samePath = row.state().stands() && row.plan().sameSegments(tunnel.plan());
        PathInForce path = tunnel.path();
        TunnelState state = row.state().carries() && standing.live().active(CandidatePathConfig.of(tunnel))
                ? TunnelState.carrying(tunnel.placement().weights())
                : TunnelState.PROVISIONED;
        return journal.succeeded(
                tunnel.in(state)
                        .over(new PathInForce(
                                path.version() + (samePath ? 0 : 1),
                                path.sidLists(),
                                state.carries() ? path.steered() : List.of())),
                AuditEventType.TUNNEL_PROVISIONED,
                details(tunnel, standing.created(), dryRun),
                attempt);
    }

    private static Map<String, Object> details(Tunnel tunnel, boolean created, DryRunReport dryRun) {
        return new AuditDetails.Provisioning(
                        tunnel.teType(),
                        tunnel.bindingSid(),
                        created,
                        tunnel.plan().path().links(),
                        tunnel.plan().path().sids(),
                        List.copyOf(tunnel.plan().services()),
                        dryRun.asMap())
                .members();
    }
}
