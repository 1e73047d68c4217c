package io.cemfleet.tunnel.provision;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.TeType;
import io.cemfleet.tunnel.policy.Outcome;
import io.cemfleet.tunnel.policy.Step;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.policy.TunnelState;
import io.cemfleet.tunnel.provision.Results.Provisioned;
import io.cemfleet.tunnel.southbound.Controller;
import io.cemfleet.tunnel.southbound.DryRunReport;
import io.cemfleet.tunnel.southbound.NetworkView;
import io.cemfleet.tunnel.store.HeadEndLock;
import io.cemfleet.tunnel.store.TunnelStore;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Makes a tunnel without moving traffic: checks, dry run, reservation, write, read-back. */
@Component
public class Provisioning {
    private final Controller controller;
    private final PathChecks checks;
    private final Reservations reservations;
    private final NetworkWriter writer;
    private final Bookkeeping books;

    /** Where it is kept that something is done. */
    @Component
    record Bookkeeping(TunnelStore store, HeadEndLock locks, Attempts attempts, Journal journal) {}

    Provisioning(
            Controller controller,
            PathChecks checks,
            Reservations reservations,
            NetworkWriter writer,
            Bookkeeping books) {
        this.controller = controller;
        this.checks = checks;
        this.reservations = reservations;
        this.writer = writer;
        this.books = books;
    }

    public Outcome<Provisioned> provision(ProvisionCommand command, Attempt attempt) {
        return books.attempts()
                .recorded(
                        Step.PROVISION,
                        command.protection().incidentId(),
                        () -> books.store().find(command.protection()),
                        attempt,
                        () -> books.locks()
                                .holding(command.ends().headEnd(), attempt.deadline(), () -> inTurn(command, attempt)));
    }

    private Outcome<Provisioned> inTurn(ProvisionCommand asked, Attempt attempt) {
        if (asked.teType() != null && asked.teType() != TeType.SR_MPLS) {
            return PathChecks.unsupported(asked.teType());
        }
        return controller.view(asked.ends().headEnd(), asked.ends().endPoint()).then(view -> {
            ProvisionCommand command = asked.returningTo(view.headEnd().endPointSid());
            return PathChecks.teType(command, view.headEnd())
                    .then(teType -> checks.check(command, view.headEnd()))
                    .then(dryRun -> write(command, view, dryRun, attempt));
        });
    }

    private Outcome<Provisioned> write(
            ProvisionCommand command, NetworkView view, DryRunReport dryRun, Attempt attempt) {
        return reservations
                .reserve(command, view, attempt)
                .then(tunnel -> writer.put(tunnel, attempt))
                .map(standing -> {
                    Tunnel tunnel = standing.tunnel();
                    TunnelState state = tunnel.state().carries() ? TunnelState.STEERED : TunnelState.PROVISIONED;
                    Tunnel stored = books.journal()
                            .settle(
                                    tunnel.in(state),
                                    AuditEventType.TUNNEL_PROVISIONED,
                                    details(tunnel, standing.created(), dryRun),
                                    attempt,
                                    () -> {});
                    return new Provisioned(stored, dryRun);
                });
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
