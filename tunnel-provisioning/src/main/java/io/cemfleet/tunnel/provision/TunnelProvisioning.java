package io.cemfleet.tunnel.provision;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.TeType;
import io.cemfleet.tunnel.policy.CandidatePathConfig;
import io.cemfleet.tunnel.policy.IntendedWrite;
import io.cemfleet.tunnel.policy.PathInForce;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.policy.TunnelState;
import io.cemfleet.tunnel.policy.TunnelStep;
import io.cemfleet.tunnel.provision.NetworkWriter.StandingTunnel;
import io.cemfleet.tunnel.provision.StepResults.TunnelProvisioned;
import io.cemfleet.tunnel.provision.TunnelReservations.ReservedTunnel;
import io.cemfleet.tunnel.southbound.ControllerPort;
import io.cemfleet.tunnel.southbound.DryRunReport;
import io.cemfleet.tunnel.southbound.LivePolicy;
import io.cemfleet.tunnel.southbound.ProvisioningSnapshot;
import io.cemfleet.tunnel.store.TunnelStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Creates a tunnel without moving traffic: checks, dry run, reservation, write, read-back. */
@Component
public class TunnelProvisioning {
    private static final Logger log = LoggerFactory.getLogger(TunnelProvisioning.class);

    private final ControllerPort controller;
    private final PathAdmissionCheck checks;
    private final TunnelReservations reservations;
    private final NetworkWriter writer;
    private final TunnelStore store;
    private final TunnelStepRunner steps;
    private final TunnelJournal journal;

    TunnelProvisioning(
            ControllerPort controller,
            PathAdmissionCheck checks,
            TunnelReservations reservations,
            NetworkWriter writer,
            TunnelStore store,
            TunnelStepRunner steps,
            TunnelJournal journal) {
        this.controller = controller;
        this.checks = checks;
        this.reservations = reservations;
        this.writer = writer;
        this.store = store;
        this.steps = steps;
        this.journal = journal;
    }

    public StepOutcome<TunnelProvisioned> provision(ProvisionCommand command, TaskAttempt attempt) {
        return steps.recorded(
                TunnelStep.PROVISION,
                command.protection().incidentId(),
                command.ends().headEnd(),
                () -> store.find(command.protection()),
                attempt,
                () -> inTurn(command, attempt));
    }

    private StepOutcome<TunnelProvisioned> inTurn(ProvisionCommand asked, TaskAttempt attempt) {
        if (asked.teType() != null && asked.teType() != TeType.SR_MPLS) {
            return PathAdmissionCheck.unsupported(asked.teType());
        }
        return controller.view(asked.ends().headEnd(), asked.ends().endPoint()).then(view -> {
            ProvisionCommand command = asked.returningTo(view.headEnd().endPointSid());
            return PathAdmissionCheck.teType(command, view.headEnd())
                    .then(teType -> checks.check(command, view.headEnd()))
                    .then(dryRun -> write(command, view, dryRun, attempt));
        });
    }

    private StepOutcome<TunnelProvisioned> write(
            ProvisionCommand command, ProvisioningSnapshot view, DryRunReport dryRun, TaskAttempt attempt) {
        return reservations.reserve(command, view, attempt).then(reserved -> {
            StepOutcome<StandingTunnel> written = writer.put(reserved.wanted(), attempt)
                    .then(standing -> keepingTraffic(reserved, standing, view, attempt));
            if (written instanceof StepOutcome.Failed<StandingTunnel> && replacing(reserved, view)) {
                takeBack(reserved.row(), attempt);
            }
            return written.map(standing -> settled(reserved.row(), standing, dryRun, attempt));
        });
    }

    /** Verifies that a tunnel that carried traffic before still carries it. */
    private StepOutcome<StandingTunnel> keepingTraffic(
            ReservedTunnel reserved, StandingTunnel standing, ProvisioningSnapshot view, TaskAttempt attempt) {
        CandidatePathConfig candidate = CandidatePathConfig.of(standing.tunnel());
        boolean carried = reserved.row().state().carries()
                && view.live(candidate.key())
                        .map(LivePolicy::activePreference)
                        .filter(active -> active == candidate.preference())
                        .isPresent();
        return carried ? writer.active(candidate, attempt).map(live -> standing) : StepOutcome.done(standing);
    }

    /** Whether the network had another version of the tunnel before: that one stays in force when the write fails. */
    private static boolean replacing(ReservedTunnel reserved, ProvisioningSnapshot view) {
        return reserved.row().state().stands()
                && view.names().contains(reserved.row().tunnelId())
                && !CandidatePathConfig.of(reserved.row()).equals(CandidatePathConfig.of(reserved.wanted()));
    }

    private void takeBack(Tunnel row, TaskAttempt attempt) {
        switch (writer.takeBack(row, attempt)) {
            case StepOutcome.Done<Boolean>(Boolean begun) -> {
                if (begun) {
                    writer.sweep(row);
                }
            }
            case StepOutcome.Failed<Boolean>(var failure) ->
                log.warn("{} was not read back with its former path: {}", row.tunnelId(), failure.message());
        }
    }

    private TunnelProvisioned settled(Tunnel row, StandingTunnel standing, DryRunReport dryRun, TaskAttempt attempt) {
        Tunnel tunnel = standing.tunnel();
        boolean samePath = row.state().stands() && row.plan().sameLabels(tunnel.plan());
        PathInForce path = tunnel.path();
        TunnelState state = row.state().carries() && standing.live().active(CandidatePathConfig.of(tunnel))
                ? TunnelState.carrying(tunnel.placement().weights())
                : TunnelState.PROVISIONED;
        Tunnel stored = journal.settle(
                tunnel.in(state)
                        .over(new PathInForce(
                                path.version() + (samePath ? 0 : 1),
                                path.sidLists(),
                                state.carries() ? path.steered() : List.of())),
                AuditEventType.TUNNEL_PROVISIONED,
                details(tunnel, standing.created(), dryRun),
                attempt,
                () -> {});
        IntendedWrite begun = row.ledger().intended();
        if (path.sidLists() != row.path().sidLists() || begun != null && begun.sidLists() != path.sidLists()) {
            writer.sweep(stored);
        }
        return new TunnelProvisioned(stored, dryRun);
    }

    private static Map<String, Object> details(Tunnel tunnel, boolean created, DryRunReport dryRun) {
        var details = new LinkedHashMap<String, Object>();
        details.put("te_type", tunnel.teType().wire());
        if (tunnel.bindingSid() != null) {
            details.put("binding_sid", tunnel.bindingSid());
        }
        details.put("created", created);
        details.put("links", tunnel.plan().path().links());
        details.put("segment_list", tunnel.plan().path().labels());
        details.put("services", tunnel.plan().services());
        details.put("dry_run", dryRun.asMap());
        return details;
    }
}
