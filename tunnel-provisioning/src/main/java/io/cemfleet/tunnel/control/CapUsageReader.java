package io.cemfleet.tunnel.control;

import io.cemfleet.tunnel.policy.AutomationCaps;
import io.cemfleet.tunnel.policy.CapUsage;
import io.cemfleet.tunnel.policy.ProposedWrite;
import io.cemfleet.tunnel.policy.TunnelLoad;
import io.cemfleet.tunnel.store.TunnelStore;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts what tunnels hold, for the caps; a tunnel whose plan is about to change counts with the greater of both plans.
 */
@Component
class CapUsageReader {
    private final JdbcClient jdbc;
    private final TunnelStore tunnels;
    private final WriteVerdictStore verdicts;

    CapUsageReader(JdbcClient jdbc, TunnelStore tunnels, WriteVerdictStore verdicts) {
        this.jdbc = jdbc;
        this.tunnels = tunnels;
        this.verdicts = verdicts;
    }

    private record CountedTunnels(long tunnels, long atHeadEnd, double demandMbps) {}

    /** @param hourAgo from when on changes count */
    CapUsage beside(ProposedWrite write, UUID taskId, AutomationCaps caps, Instant hourAgo) {
        String own = write.tunnel().tunnelId();
        CountedTunnels counted = counted(write, caps);
        TunnelLoad held = tunnels.find(own)
                .filter(tunnel -> tunnel.state().holds())
                .map(tunnel -> new TunnelLoad(
                        Set.copyOf(tunnel.plan().services()), tunnel.plan().demandMbps()))
                .orElse(null);
        return new CapUsage(
                new CapUsage.OtherTunnelsUsage(
                        counted.tunnels(),
                        counted.atHeadEnd(),
                        services(own),
                        counted.demandMbps(),
                        verdicts.changes(write.headEnd(), hourAgo, taskId)),
                held);
    }

    private CountedTunnels counted(ProposedWrite write, AutomationCaps caps) {
        return jdbc.sql(
                        """
                        select count(*) as tunnels, count(*) filter (where head_end = :head) as at_head_end,
                            coalesce(sum(greatest(
                                coalesce((plan ->> 'demand_mbps')::float8, :assumed),
                                case when intended_plan is not null
                                    then coalesce((intended_plan ->> 'demand_mbps')::float8, :assumed) end)), 0) as demand
                        from tunnel where state not in ('refused', 'deleted') and tunnel_id <> :own""")
                .param("head", write.headEnd())
                .param("assumed", caps.assumedDemandMbps())
                .param("own", write.tunnel().tunnelId())
                .query((row, n) ->
                        new CountedTunnels(row.getLong("tunnels"), row.getLong("at_head_end"), row.getDouble("demand")))
                .single();
    }

    private Set<String> services(String own) {
        return Set.copyOf(jdbc.sql(
                        """
                        select distinct service from tunnel, jsonb_array_elements_text(
                            plan -> 'services' || coalesce(intended_plan -> 'services', '[]')) as service
                        where state not in ('refused', 'deleted') and tunnel_id <> :own""")
                .param("own", own)
                .query(String.class)
                .list());
    }
}
