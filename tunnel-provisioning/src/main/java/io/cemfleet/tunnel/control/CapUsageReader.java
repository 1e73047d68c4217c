package io.cemfleet.tunnel.control;

import io.cemfleet.tunnel.control.TunnelTally.CountedTunnel;
import io.cemfleet.tunnel.policy.AutomationCaps;
import io.cemfleet.tunnel.policy.CapUsage;
import io.cemfleet.tunnel.policy.ProposedWrite;
import io.cemfleet.tunnel.policy.TunnelLoad;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.ResourceHolderSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Counts what tunnels hold, for the caps; a tunnel whose plan is about to change counts with the greater of both plans. All
 * tunnels are read once a transaction, and for each further write of it only the tunnels that it and the write before are
 * about: the writes of a wave change no others, and the controls' lock keeps other transactions from admitting any.
 */
@Component
class CapUsageReader {
    private static final String COUNTED =
            """
            select tunnel_id, head_end, (plan ->> 'demand_mbps')::float8 as demand,
                array(select jsonb_array_elements_text(plan -> 'services')) as services,
                intended_plan is not null as changes,
                (intended_plan ->> 'demand_mbps')::float8 as intended_demand,
                array(select jsonb_array_elements_text(intended_plan -> 'services')) as intended_services
            from tunnel where state not in ('refused', 'deleted')""";

    private final JdbcClient jdbc;
    private final WriteVerdictStore verdicts;

    CapUsageReader(JdbcClient jdbc, WriteVerdictStore verdicts) {
        this.jdbc = jdbc;
        this.verdicts = verdicts;
    }

    /** @param hourAgo from when on changes count */
    CapUsage beside(ProposedWrite write, UUID taskId, AutomationCaps caps, Instant hourAgo) {
        String own = write.tunnel().tunnelId();
        TunnelTally tally = tally(caps.assumedDemandMbps());
        tally.setAside(own, this::find);
        return new CapUsage(
                new CapUsage.OtherTunnelsUsage(
                        tally.tunnels(),
                        tally.tunnelsAt(write.headEnd()),
                        tally.services(),
                        tally.demandMbps(),
                        verdicts.changes(write.headEnd(), hourAgo, taskId)),
                find(own).map(CountedTunnel::plan).orElse(null));
    }

    /** The transaction's own; outside a transaction a new one. */
    private TunnelTally tally(double assumedMbps) {
        if (TransactionSynchronizationManager.getResource(this) instanceof TunnelTally known) {
            return known;
        }
        var tally = new TunnelTally(
                assumedMbps, jdbc.sql(COUNTED).query((row, n) -> tunnel(row)).list());
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.bindResource(this, tally);
            TransactionSynchronizationManager.registerSynchronization(
                    new ResourceHolderSynchronization<>(tally, this) {});
        }
        return tally;
    }

    private Optional<CountedTunnel> find(String tunnelId) {
        return jdbc.sql(COUNTED + " and tunnel_id = :id")
                .param("id", tunnelId)
                .query((row, n) -> tunnel(row))
                .optional();
    }

    private static CountedTunnel tunnel(ResultSet row) throws SQLException {
        return new CountedTunnel(
                row.getString("tunnel_id"),
                row.getString("head_end"),
                new TunnelLoad(texts(row, "services"), demand(row, "demand")),
                row.getBoolean("changes")
                        ? new TunnelLoad(texts(row, "intended_services"), demand(row, "intended_demand"))
                        : null);
    }

    private static Set<String> texts(ResultSet row, String column) throws SQLException {
        return Set.copyOf(List.of((String[]) row.getArray(column).getArray()));
    }

    private static @Nullable Double demand(ResultSet row, String column) throws SQLException {
        double mbps = row.getDouble(column);
        return row.wasNull() ? null : mbps;
    }
}
