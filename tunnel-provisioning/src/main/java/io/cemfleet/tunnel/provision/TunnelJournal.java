package io.cemfleet.tunnel.provision;

import io.cemfleet.a2a.contract.AuditDetails;
import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskIds;
import io.cemfleet.a2a.outbox.AuditLog;
import io.cemfleet.tunnel.policy.CandidatePlacement;
import io.cemfleet.tunnel.policy.IntendedWrite;
import io.cemfleet.tunnel.policy.StepFailure;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.policy.TunnelState;
import io.cemfleet.tunnel.policy.TunnelStep;
import io.cemfleet.tunnel.policy.WriteLedger;
import io.cemfleet.tunnel.store.ReportedDifferences;
import io.cemfleet.tunnel.store.TunnelStore;
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
     * Commits that a write of this tunnel begins: from now on the object under the name is ours. The state in force
     * stays on the row beside the intent, until the write was read back.
     */
    Tunnel intend(Tunnel wanted) {
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

    /** Commits that the tunnel is to be removed; its placement as last seen is stored for the read-back. */
    Tunnel leaving(Tunnel tunnel, CandidatePlacement seen) {
        WriteLedger ledger = tunnel.ledger();
        var last = new IntendedWrite(seen, tunnel.plan(), tunnel.path().sidLists());
        return store.update(tunnel.in(TunnelState.DELETING)
                .noting(new WriteLedger(ledger.written(), last, ledger.verdict(), ledger.failure(), ledger.version())));
    }

    /** Commits a success and its audit event. */
    Tunnel succeeded(Tunnel tunnel, AuditEventType event, Map<String, Object> details, TaskAttempt attempt) {
        return succeeded(tunnel, event, details, attempt, () -> {});
    }

    /** Commits a success, further changes that belong to it, and its audit event. */
    Tunnel succeeded(
            Tunnel tunnel, AuditEventType event, Map<String, Object> details, TaskAttempt attempt, Runnable alongside) {
        return Objects.requireNonNull(transactions.execute(status -> {
            WriteLedger ledger = tunnel.ledger();
            boolean gone = tunnel.state() == TunnelState.DELETED;
            Tunnel stored = store.update(tunnel.noting(
                    new WriteLedger(ledger.written() && !gone, null, ledger.verdict(), null, ledger.version())));
            changes.forget(stored.tunnelId());
            alongside.run();
            record(event, tunnel.protection().incidentId(), facts(stored, details), attempt);
            return stored;
        }));
    }

    /** Commits a failure: on the row, where there is one, and in the audit trail. */
    void failed(TunnelStep step, String incidentId, Optional<Tunnel> row, StepFailure failure, TaskAttempt attempt) {
        transactions.executeWithoutResult(status -> {
            row.filter(tunnel -> tunnel.state() != TunnelState.DELETED).ifPresent(tunnel -> note(tunnel, failure));
            Map<String, Object> details = new AuditDetails.Failure(
                            step.wire(), failure.code().wire(), failure.message(), failure.retryable())
                    .members();
            record(
                    failure.code().refusal() ? AuditEventType.WRITE_REFUSED : AuditEventType.ERROR,
                    incidentId,
                    row.map(tunnel -> facts(tunnel, details)).orElse(details),
                    attempt);
        });
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
