package io.cemfleet.audit.seal;

import io.cemfleet.runtime.input.SafeText;
import io.cemfleet.runtime.time.SqlTime;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code audit_put_aside}: events that the trail could not hold, with the reason. It takes any text. */
@Repository
public class QuarantineStore {
    private static final int NAME = 200;

    private final JdbcClient jdbc;

    QuarantineStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void put(PendingEvent pending, String reason, Instant now) {
        jdbc.sql(
                        """
                        insert into audit_put_aside (source_agent, event_id, event_type, record, reason, put_aside_at)
                        values (:agent, :event, :type, :record, :reason, :now)
                        on conflict (source_agent, event_id) do update
                            set record = excluded.record, reason = excluded.reason, attempts = audit_put_aside.attempts + 1""")
                .param("agent", SafeText.cut(SafeText.clean(pending.key().sourceAgent()), NAME))
                .param("event", pending.event().eventId())
                .param("type", pending.event().eventType().wire())
                .param("record", pending.record().getBytes(StandardCharsets.UTF_8))
                .param("reason", reason)
                .param("now", SqlTime.utc(now))
                .update();
    }

    long count() {
        return jdbc.sql("select count(*) from audit_put_aside")
                .query(Long.class)
                .single();
    }

    /** The newest first, without their text. */
    public List<Map<String, Object>> newest(int limit) {
        return jdbc.sql(
                        """
                        select source_agent, event_id, event_type, reason, attempts, put_aside_at from audit_put_aside
                        order by put_aside_at desc limit :limit""")
                .param("limit", limit)
                .query()
                .listOfRows();
    }
}
