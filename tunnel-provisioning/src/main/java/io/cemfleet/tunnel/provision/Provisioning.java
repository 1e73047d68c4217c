package io.cemfleet.tunnel.provision;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.TeType;
import io.cemfleet.tunnel.policy.Candidate;
import io.cemfleet.tunnel.policy.IntendedWrite;
import io.cemfleet.tunnel.policy.Outcome;
import io.cemfleet.tunnel.policy.PathInForce;
import io.cemfleet.tunnel.policy.Step;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.policy.TunnelState;
import io.cemfleet.tunnel.provision.NetworkWriter.Standing;
import io.cemfleet.tunnel.provision.Reservations.Reserved;
import io.cemfleet.tunnel.provision.Results.Provisioned;
import io.cemfleet.tunnel.southbound.Controller;
import io.cemfleet.tunnel.southbound.DryRunReport;
import io.cemfleet.tunnel.southbound.LivePolicy;
import io.cemfleet.tunnel.southbound.NetworkView;
import io.cemfleet.tunnel.store.HeadEndLock;
import io.cemfleet.tunnel.store.TunnelStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Makes a tunnel without moving traffic: checks, dry run, reservation, write, read-back. */
@Component
public class Provisioning {
    private static final Logger log = LoggerFactory.getLogger(Provisioning.class);

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
        return reservations.reserve(command, view, attempt).then(reserved -> {
            Outcome<Standing> written = writer.put(reserved.wanted(), attempt)
                    .then(standing -> keepingTraffic(reserved, standing, view, attempt));
            if (written instanceof Outcome.Failed<Standing> && replacing(reserved, view)) {
                takeBack(reserved.row(), attempt);
            }
            return written.map(standing -> settled(reserved.row(), standing, dryRun, attempt));
        });
    }

    /** A tunnel that carried traffic before must still be seen to carry it. */
    private Outcome<Standing> keepingTraffic(Reserved reserved, Standing standing, NetworkView view, Attempt attempt) {
        Candidate candidate = Candidate.of(standing.tunnel());
        boolean carried = reserved.row().state().carries()
                && view.live(candidate.key())
                        .map(LivePolicy::activePreference)
                        .filter(active -> active == candidate.preference())
                        .isPresent();
        return carried ? writer.active(candidate, attempt).map(live -> standing) : Outcome.done(standing);
    }

    /** Whether something else of the tunnel stood in the network before: that stays in force when the write fails. */
    private static boolean replacing(Reserved reserved, NetworkView view) {
        return reserved.row().state().stands()
                && view.names().contains(reserved.row().tunnelId())
                && !Candidate.of(reserved.row()).equals(Candidate.of(reserved.wanted()));
    }

    private void takeBack(Tunnel row, Attempt attempt) {
        switch (writer.takeBack(row, attempt)) {
            case Outcome.Done<Boolean>(Boolean begun) -> {
                if (begun) {
                    writer.sweep(row);
                }
            }
            case Outcome.Failed<Boolean>(var failure) ->
                log.warn("{} was not read back with its former path: {}", row.tunnelId(), failure.message());
        }
    }

    private Provisioned settled(Tunnel row, Standing standing, DryRunReport dryRun, Attempt attempt) {
        Tunnel tunnel = standing.tunnel();
        boolean samePath = row.state().stands() && row.plan().sameLabels(tunnel.plan());
        PathInForce path = tunnel.path();
        TunnelState state = row.state().carries() && standing.live().active(Candidate.of(tunnel))
                ? TunnelState.carrying(tunnel.placement().weights())
                : TunnelState.PROVISIONED;
        Tunnel stored = books.journal()
                .settle(
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
        return new Provisioned(stored, dryRun);
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
