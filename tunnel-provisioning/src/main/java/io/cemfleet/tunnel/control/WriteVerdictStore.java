package io.cemfleet.tunnel.control;

import io.cemfleet.a2a.contract.Approval;
import io.cemfleet.runtime.time.SqlTime;
import io.cemfleet.tunnel.policy.ProposedWrite;
import io.cemfleet.tunnel.policy.WriteVerdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The verdicts on writes, one for each task. */
@Component
public class WriteVerdictStore {
    private final JdbcClient jdbc;
    private final ControlSettings settings;
    private final Clock clock;

    WriteVerdictStore(JdbcClient jdbc, ControlSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    /** @param number its place in the listing */
    public record StoredVerdict(long number, VerdictItem item) {}

    /** @param code why it was refused, absent: it was allowed */
    public record VerdictItem(
            UUID taskId,
            String step,
            String incidentId,
            String protectionKey,
            String tunnelId,
            String headEnd,
            @Nullable String code,
            @Nullable String reason,
            String approvalMode,
            @Nullable String approvalActor,
            Instant decidedAt) {}

    /** Stores a verdict; when a task is evaluated again after a crash, the newer verdict replaces the older one. */
    void keep(ProposedWrite write, UUID taskId, WriteVerdict verdict) {
        Approval approval = write.mandate().approval();
        WriteVerdict.Refused refused = verdict instanceof WriteVerdict.Refused no ? no : null;
        jdbc.sql(
                        """
                        insert into write_verdict (task_id, step, incident_id, protection_key, tunnel_id, head_end,
                            code, reason, approval_mode, approval_actor, decided_at)
                        values (:task, :step, :incident, :key, :tunnel, :head, :code, :reason, :mode, :actor, :now)
                        on conflict (task_id) do update
                        set code = excluded.code, reason = excluded.reason, decided_at = excluded.decided_at""")
                .param("task", taskId)
                .param("step", write.step().wire())
                .param("incident", write.tunnel().protection().incidentId())
                .param("key", write.tunnel().protection().protectionKey())
                .param("tunnel", write.tunnel().tunnelId())
                .param("head", write.headEnd())
                .param("code", refused == null ? null : refused.code().wire())
                .param("reason", refused == null ? null : refused.reason())
                .param("mode", (approval == null ? Approval.Mode.AUTOMATIC : approval.mode()).wire())
                .param("actor", approval == null ? null : approval.actor())
                .param("now", SqlTime.utc(clock.instant()))
                .update();
    }

    /** Writes of other tasks that were allowed at a head-end since then. */
    long changes(String headEnd, Instant since, UUID except) {
        return jdbc.sql(
                        """
                        select count(*) from write_verdict
                        where head_end = :head and code is null and decided_at > :since and task_id <> :except""")
                .param("head", headEnd)
                .param("since", SqlTime.utc(since))
                .param("except", except)
                .query(Long.class)
                .single();
    }

    /** Newest first. */
    public List<StoredVerdict> page(long below, @Nullable String incidentId, int limit) {
        return jdbc.sql(
                        """
                        select * from write_verdict
                        where number < :below
                          and (:incident::text is null or incident_id = :incident)
                        order by number desc limit :limit""")
                .param("below", below)
                .param("incident", incidentId)
                .param("limit", limit)
                .query((row, n) -> new StoredVerdict(row.getLong("number"), item(row)))
                .list();
    }

    /** Deletes verdicts that are past their retention. */
    public void forgetOld() {
        jdbc.sql("delete from write_verdict where decided_at < :before")
                .param(
                        "before",
                        clock.instant().minus(settings.verdictRetention()).atOffset(ZoneOffset.UTC))
                .update();
    }

    private static VerdictItem item(ResultSet row) throws SQLException {
        return new VerdictItem(
                row.getObject("task_id", UUID.class),
                row.getString("step"),
                row.getString("incident_id"),
                row.getString("protection_key"),
                row.getString("tunnel_id"),
                row.getString("head_end"),
                row.getString("code"),
                row.getString("reason"),
                row.getString("approval_mode"),
                row.getString("approval_actor"),
                SqlTime.instant(row, "decided_at"));
    }
}
