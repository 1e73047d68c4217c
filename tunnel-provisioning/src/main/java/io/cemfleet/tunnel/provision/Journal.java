package io.cemfleet.tunnel.provision;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskIds;
import io.cemfleet.a2a.outbox.AuditLog;
import io.cemfleet.tunnel.policy.Failure;
import io.cemfleet.tunnel.policy.Ledger;
import io.cemfleet.tunnel.policy.Placement;
import io.cemfleet.tunnel.policy.Step;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.policy.TunnelState;
import io.cemfleet.tunnel.store.TunnelStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Intents before calls, outcomes after them; an outcome and its audit event are one commit. */
@Component
class Journal {
    private final TunnelStore store;
    private final AuditLog audit;
    private final TransactionTemplate transactions;

    Journal(TunnelStore store, AuditLog audit, TransactionTemplate transactions) {
        this.store = store;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** Commits that a write of this placement begins: from now on what stands under the name is ours. */
    Tunnel intend(Tunnel wanted) {
        Tunnel row = store.find(wanted.tunnelId()).orElseThrow();
        Ledger ledger = wanted.ledger();
        Tunnel stored = store.update(wanted.at(row.placement())
                .noting(new Ledger(true, wanted.placement(), ledger.verdict(), ledger.failure(), ledger.version())));
        return wanted.noting(stored.ledger());
    }

    /** Commits that the tunnel is to go; its placement as last seen is kept for the read-back. */
    Tunnel leaving(Tunnel tunnel, Placement seen) {
        Ledger ledger = tunnel.ledger();
        return store.update(tunnel.in(TunnelState.DELETING)
                .noting(new Ledger(ledger.written(), seen, ledger.verdict(), ledger.failure(), ledger.version())));
    }

    /** Commits a success, whatever else belongs to it, and its audit event. */
    Tunnel settle(
            Tunnel tunnel, AuditEventType event, Map<String, Object> details, Attempt attempt, Runnable alongside) {
        return Objects.requireNonNull(transactions.execute(status -> {
            Ledger ledger = tunnel.ledger();
            boolean gone = tunnel.state() == TunnelState.DELETED;
            Tunnel stored = store.update(tunnel.noting(
                    new Ledger(ledger.written() && !gone, null, ledger.verdict(), null, ledger.version())));
            alongside.run();
            record(event, tunnel.protection().incidentId(), facts(stored, details), attempt);
            return stored;
        }));
    }

    /** Commits a failure: on the row, where there is one, and in the audit trail. */
    void failed(Step step, String incidentId, Optional<Tunnel> row, Failure failure, Attempt attempt) {
        transactions.executeWithoutResult(status -> {
            row.filter(tunnel -> tunnel.state() != TunnelState.DELETED).ifPresent(tunnel -> note(tunnel, failure));
            var details = new LinkedHashMap<String, Object>();
            details.put("step", step.wire());
            details.put("code", failure.code().wire());
            details.put("message", failure.message());
            details.put("retryable", failure.retryable());
            record(
                    failure.code().refusal() ? AuditEventType.WRITE_REFUSED : AuditEventType.ERROR,
                    incidentId,
                    row.map(tunnel -> facts(tunnel, details)).orElse(details),
                    attempt);
        });
    }

    private void note(Tunnel tunnel, Failure failure) {
        Ledger ledger = tunnel.ledger();
        TunnelState state = tunnel.state() == TunnelState.RESERVED ? TunnelState.FAILED : tunnel.state();
        store.update(tunnel.in(state)
                .noting(new Ledger(
                        ledger.written(),
                        ledger.intended(),
                        ledger.verdict(),
                        failure.code().wire(),
                        ledger.version())));
    }

    private void record(AuditEventType event, String incidentId, Map<String, Object> details, Attempt attempt) {
        audit.record(
                event,
                incidentId,
                AgentName.TUNNEL_PROVISIONING.wire(),
                details,
                TaskIds.of(attempt.taskId() + "|" + event.wire()));
    }

    private static Map<String, Object> facts(Tunnel tunnel, Map<String, Object> more) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("tunnel_id", tunnel.tunnelId());
        facts.put("protection_key", tunnel.protection().protectionKey());
        facts.put("head_end", tunnel.key().headEnd());
        facts.put("end_point", tunnel.key().endPoint());
        facts.put("color", tunnel.key().color());
        facts.put("state", tunnel.state().wire());
        facts.put("preference", tunnel.placement().preference());
        facts.put("plan_revision", tunnel.plan().revision());
        facts.putAll(more);
        return facts;
    }
}
