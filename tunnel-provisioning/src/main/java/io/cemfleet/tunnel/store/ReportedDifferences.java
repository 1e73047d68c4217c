package io.cemfleet.tunnel.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.a2a.contract.TunnelChanged.Change;
import io.cemfleet.runtime.time.SqlTime;
import io.cemfleet.tunnel.policy.Tunnel;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The differences of provisioned tunnels as last reported: each difference is reported once. */
@Component
public class ReportedDifferences {
    private final JdbcClient jdbc;
    private final ObjectMapper mapper;
    private final Clock clock;

    ReportedDifferences(JdbcClient jdbc, ObjectMapper mapper, Clock clock) {
        this.jdbc = jdbc;
        this.mapper = mapper;
        this.clock = clock;
    }

    /**
     * Stores a difference of a tunnel; true when it is new, false when it was reported or the tunnel was written since.
     */
    public boolean isNew(Tunnel tunnel, Change change, Map<String, Object> details) {
        return jdbc.sql(
                                """
                                insert into tunnel_change (tunnel_id, change, details, seen_at)
                                select tunnel_id, :change, :details::jsonb, :now from tunnel
                                where tunnel_id = :id and version = :version for share
                                on conflict (tunnel_id) do update
                                set change = excluded.change, details = excluded.details, seen_at = excluded.seen_at
                                where (tunnel_change.change, tunnel_change.details)
                                    is distinct from (excluded.change, excluded.details)""")
                        .param("change", change.wire())
                        .param("details", json(details))
                        .param("now", SqlTime.utc(clock.instant()))
                        .param("id", tunnel.tunnelId())
                        .param("version", tunnel.ledger().version())
                        .update()
                == 1;
    }

    /** Forgets what was reported about tunnels that are in order or no longer provisioned. */
    public void forget(Collection<String> inOrder) {
        jdbc.sql(
                        """
                        delete from tunnel_change c where tunnel_id = any (:ids) or not exists (
                            select 1 from tunnel t where t.tunnel_id = c.tunnel_id
                            and t.state in ('provisioned', 'steered', 'shifted'))""")
                .param("ids", inOrder.toArray(String[]::new))
                .update();
    }

    /** Forgets what was reported about a tunnel that was read back as requested. */
    public void forget(String tunnelId) {
        jdbc.sql("delete from tunnel_change where tunnel_id = :id")
                .param("id", tunnelId)
                .update();
    }

    private String json(Map<String, Object> details) {
        try {
            return mapper.writeValueAsString(details);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a difference cannot be written", e);
        }
    }
}
