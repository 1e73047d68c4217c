package io.cemfleet.tunnel.provision;

import io.cemfleet.a2a.contract.AuditDetails;
import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskIds;
import io.cemfleet.a2a.outbox.AuditLog;
import io.cemfleet.tunnel.policy.CandidatePlacement;
import io.cemfleet.tunnel.policy.IntendedWrite;
import io.cemfleet.tunnel.policy.ProtectionRef;
import io.cemfleet.tunnel.policy.StepFailure;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.policy.TunnelState;
import io.cemfleet.tunnel.policy.TunnelStep;
import io.cemfleet.tunnel.policy.WriteLedger;
import io.cemfleet.tunnel.store.ReportedDifferences;
import io.cemfleet.tunnel.store.TunnelStore;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Stores intents before calls and outcomes after them; an outcome and its audit event are one commit. */
@Component
class TunnelJournal {
    private final TunnelStore store;
    private final ReportedDifferences changes;
    private final AuditLog audit;
    private final TransactionTemplate transactions;

    TunnelJournal(TunnelStore store, ReportedDifferences changes, AuditLog audit, TransactionTemplate transactions) {
        this.store = store;
        this.changes = changes;
        this.audit = audit;
        this.transactions = transactions;
    }

    /**
     * Commits that writes of these tunnels begin: from now on the objects under their names are ours. The state in force
     * stays on the row beside the intent, until the write was read back.
     */
    List<Tunnel> intend(List<Tunnel> wanted) {
        return wanted.isEmpty()
                ? List.of()
                : Objects.requireNonNull(transactions.execute(
                        status -> wanted.stream().map(this::intend).toList()));
    }

    private Tunnel intend(Tunnel wanted) {
        Tunnel row = row(wanted.tunnelId());
        var intended = new IntendedWrite(
                wanted.placement(), wanted.plan(), wanted.path().sidLists());
        Tunnel stored = store.update(wanted.at(row.placement())
                .following(row.plan())
                .over(row.path())
                .noting(wanted.ledger().beginning(intended)));
        return wanted.noting(stored.ledger());
    }

    /** The tunnel as it is stored. */
    Tunnel row(String tunnelId) {
        return store.find(tunnelId).orElseThrow();
    }

    /** Commits that the network was read back without the write that was begun. */
    void restored(String tunnelId) {
        Tunnel row = row(tunnelId);
        store.update(row.noting(row.ledger().withoutIntent()));
    }

    /**
     * A tunnel that is to be removed.
     *
     * @param seen its placement as last seen, which is stored for the read-back
     */
    record LeavingTunnel(Tunnel tunnel, CandidatePlacement seen) {}

    /** Commits that tunnels are to be removed. */
    List<Tunnel> leaving(List<LeavingTunnel> tunnels) {
        return Objects.requireNonNull(transactions.execute(
                status -> tunnels.stream().map(this::leaving).toList()));
    }

    private Tunnel leaving(LeavingTunnel leaving) {
        Tunnel tunnel = leaving.tunnel();
        WriteLedger ledger = tunnel.ledger();
        var last =
                new IntendedWrite(leaving.seen(), tunnel.plan(), tunnel.path().sidLists());
        return store.update(tunnel.in(TunnelState.DELETING)
                .noting(new WriteLedger(ledger.written(), last, ledger.verdict(), ledger.failure(), ledger.version())));
    }

    /**
     * A step that succeeded.
     *
     * @param tunnel as it is to be stored
     * @param details of its audit event
     * @param alongside further changes that belong to it
     */
    record SucceededStep(
            Tunnel tunnel, AuditEventType event, Map<String, Object> details, TaskAttempt attempt, Runnable alongside) {

        SucceededStep(Tunnel tunnel, AuditEventType event, Map<String, Object> details, TaskAttempt attempt) {
            this(tunnel, event, details, attempt, () -> {});
        }
    }

    /** Commits the successes of a wave, further changes that belong to them, and an audit event for each. */
    List<Tunnel> succeeded(List<SucceededStep> steps) {
        return Objects.requireNonNull(transactions.execute(
                status -> steps.stream().map(this::succeeded).toList()));
    }

    private Tunnel succeeded(SucceededStep step) {
        Tunnel tunnel = step.tunnel();
        WriteLedger ledger = tunnel.ledger();
        boolean gone = tunnel.state() == TunnelState.DELETED;
        Tunnel stored = store.update(tunnel.noting(
                new WriteLedger(ledger.written() && !gone, null, ledger.verdict(), null, ledger.version())));
        changes.forget(stored.tunnelId());
        step.alongside().run();
        record(step.event(), tunnel.protection().incidentId(), facts(stored, step.details()), step.attempt());
        return stored;
    }

    /**
     * A step that failed.
     *
     * @param protection whose row, where there is one, gets the failure
     */
    record FailedStep(TunnelStep step, ProtectionRef protection, StepFailure failure, TaskAttempt attempt) {}

    /** Commits the failures of a wave: each on its row, where there is one, and in the audit trail. */
    void failed(List<FailedStep> steps) {
        transactions.executeWithoutResult(status -> steps.forEach(this::failed));
    }

    private void failed(FailedStep failed) {
        StepFailure failure = failed.failure();
        Optional<Tunnel> row = store.find(failed.protection());
        row.filter(tunnel -> tunnel.state() != TunnelState.DELETED).ifPresent(tunnel -> note(tunnel, failure));
        Map<String, Object> details = new AuditDetails.Failure(
                        failed.step().wire(), failure.code().wire(), failure.message(), failure.retryable())
                .members();
        record(
                failure.code().refusal() ? AuditEventType.WRITE_REFUSED : AuditEventType.ERROR,
                failed.protection().incidentId(),
                row.map(tunnel -> facts(tunnel, details)).orElse(details),
                failed.attempt());
    }

    private void note(Tunnel tunnel, StepFailure failure) {
        WriteLedger ledger = tunnel.ledger();
        TunnelState state = tunnel.state() == TunnelState.RESERVED ? TunnelState.FAILED : tunnel.state();
        store.update(tunnel.in(state).noting(ledger.failed(failure.code())));
    }

    private void record(AuditEventType event, String incidentId, Map<String, Object> details, TaskAttempt attempt) {
        audit.record(
                event,
                incidentId,
                AgentName.TUNNEL_PROVISIONING.wire(),
                details,
                TaskIds.of(attempt.taskId() + "|" + event.wire()));
    }

    private static Map<String, Object> facts(Tunnel tunnel, Map<String, Object> more) {
        return new AuditDetails.TunnelFacts(
                        tunnel.tunnelId(),
                        tunnel.protection().protectionKey(),
                        tunnel.key().headEnd(),
                        tunnel.key().endPoint(),
                        tunnel.key().color(),
                        tunnel.state().wire(),
                        tunnel.placement().preference(),
                        tunnel.plan().revision(),
                        tunnel.path().version())
                .with(more);
    }
}
