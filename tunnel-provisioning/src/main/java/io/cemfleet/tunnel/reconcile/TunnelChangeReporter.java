package io.cemfleet.tunnel.reconcile;

import io.cemfleet.a2a.contract.AuditDetails;
import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.TunnelChanged;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskIds;
import io.cemfleet.a2a.outbox.AuditLog;
import io.cemfleet.a2a.outbox.Outbox;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.reconcile.StandingTunnelCheck.ComparedTunnel;
import io.cemfleet.tunnel.store.ReportedDifferences;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reports changes of tunnels in the network to the orchestrator and the audit trail: each change once, with the commit
 * that stores it.
 */
@Component
class TunnelChangeReporter {
    private final ReportedDifferences reported;
    private final Outbox outbox;
    private final AuditLog audit;
    private final TransactionTemplate transactions;
    private final Clock clock;

    TunnelChangeReporter(
            ReportedDifferences reported,
            Outbox outbox,
            AuditLog audit,
            TransactionTemplate transactions,
            Clock clock) {
        this.reported = reported;
        this.outbox = outbox;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Stores the comparison: new differences are reported, and those of tunnels in order are deleted. */
    void keep(List<ComparedTunnel> seen) {
        transactions.executeWithoutResult(status -> reported.forget(seen.stream()
                .filter(one -> one.difference().isEmpty())
                .map(one -> one.tunnel().tunnelId())
                .toList()));
        seen.forEach(one -> one.difference()
                .ifPresent(
                        difference -> transactions.executeWithoutResult(status -> report(one.tunnel(), difference))));
    }

    private void report(Tunnel tunnel, TunnelDifference difference) {
        if (!reported.isNew(tunnel, difference.change(), difference.details())) {
            return;
        }
        Instant now = clock.instant();
        String key = "tunnel_changed|" + tunnel.tunnelId() + '|' + now;
        String incidentId = tunnel.protection().incidentId();
        outbox.send(
                TunnelChanged.TYPE,
                incidentId,
                new TunnelChanged.Request(
                        incidentId,
                        tunnel.protection().protectionKey(),
                        tunnel.tunnelId(),
                        difference.change(),
                        difference.details(),
                        now),
                TaskIds.of(key));
        var details = new LinkedHashMap<String, Object>(difference.details());
        details.putAll(new AuditDetails.Failure(
                        "reconcile", "tunnel_" + difference.change().wire(), null, null)
                .with(Map.of("tunnel_id", tunnel.tunnelId())));
        audit.record(
                AuditEventType.ERROR,
                incidentId,
                AgentName.TUNNEL_PROVISIONING.wire(),
                details,
                TaskIds.of("error|" + key));
    }
}
