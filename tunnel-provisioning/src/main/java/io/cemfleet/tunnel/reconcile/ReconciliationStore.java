package io.cemfleet.tunnel.reconcile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskIds;
import io.cemfleet.a2a.outbox.AuditLog;
import io.cemfleet.runtime.time.SqlTime;
import io.cemfleet.tunnel.policy.SteeringKey;
import io.cemfleet.tunnel.reconcile.ReconciliationRun.DifferenceKind;
import io.cemfleet.tunnel.reconcile.ReconciliationRun.PolicyFinding;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The last run, and the differences with the time when each was first seen. */
@Component
public class ReconciliationStore {
    private final JdbcClient jdbc;
    private final ObjectMapper mapper;
    private final AuditLog audit;
    private final TransactionTemplate transactions;

    ReconciliationStore(JdbcClient jdbc, ObjectMapper mapper, AuditLog audit, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.mapper = mapper;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** The last run, absent before the first. */
    public Optional<ReconciliationRun> last() {
        return jdbc.sql("select result from reconciliation")
                .query(String.class)
                .optional()
                .map(this::read);
    }

    void save(ReconciliationRun result) {
        jdbc.sql(
                        """
                        insert into reconciliation (result) values (:result::jsonb)
                        on conflict (only_row) do update set result = excluded.result""")
                .param("result", json(result))
                .update();
    }

    /**
     * Stores the findings of a run for one kind, writes new ones to the audit trail, and deletes those that are over.
     */
    List<PolicyFinding> keep(DifferenceKind kind, Map<String, SteeringKey> found, Instant now) {
        return Objects.requireNonNull(transactions.execute(status -> {
            jdbc.sql("delete from reconciliation_finding where kind = :kind and name <> all (:names)")
                    .param("kind", kind.wire())
                    .param("names", found.keySet().toArray(String[]::new))
                    .update();
            found.forEach((name, key) -> {
                if (isNew(kind, name, key, now)) {
                    audit(kind, name, key, now);
                }
            });
            return findings(kind);
        }));
    }

    long count(DifferenceKind kind) {
        return jdbc.sql("select count(*) from reconciliation_finding where kind = :kind")
                .param("kind", kind.wire())
                .query(Long.class)
                .single();
    }

    private boolean isNew(DifferenceKind kind, String name, SteeringKey key, Instant now) {
        return jdbc.sql(
                                """
                                insert into reconciliation_finding (kind, name, head_end, end_point, color, first_seen)
                                values (:kind, :name, :head, :end, :color, :now)
                                on conflict (kind, name) do nothing""")
                        .param("kind", kind.wire())
                        .param("name", name)
                        .param("head", key.headEnd())
                        .param("end", key.endPoint())
                        .param("color", key.color())
                        .param("now", SqlTime.utc(now))
                        .update()
                == 1;
    }

    private void audit(DifferenceKind kind, String name, SteeringKey key, Instant now) {
        audit.record(
                AuditEventType.ERROR,
                null,
                AgentName.TUNNEL_PROVISIONING.wire(),
                Map.of(
                        "step", "reconcile",
                        "code", kind.wire(),
                        "tunnel_id", name,
                        "head_end", key.headEnd(),
                        "end_point", key.endPoint(),
                        "color", key.color()),
                TaskIds.of("reconcile|" + kind.wire() + '|' + name + '|' + now));
    }

    private List<PolicyFinding> findings(DifferenceKind kind) {
        return jdbc.sql("select * from reconciliation_finding where kind = :kind order by name")
                .param("kind", kind.wire())
                .query((row, n) -> new PolicyFinding(
                        row.getString("name"),
                        row.getString("head_end"),
                        row.getString("end_point"),
                        row.getInt("color"),
                        SqlTime.instant(row, "first_seen")))
                .list();
    }

    private String json(ReconciliationRun result) {
        try {
            return mapper.writeValueAsString(result);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a run's result cannot be written", e);
        }
    }

    private ReconciliationRun read(String json) {
        try {
            return mapper.readValue(json, ReconciliationRun.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored run cannot be read", e);
        }
    }
}
