package io.cemfleet.enhancement.retention;

import io.cemfleet.enhancement.similarity.IndexedTicketHistory;
import io.cemfleet.enhancement.tenant.TenantRegistry;
import io.cemfleet.enhancement.tenant.TenantScope;
import io.cemfleet.runtime.time.SqlTime;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Removes rows of tenants: those that are too old, and all of a ticket or a tenant when an administrator requests it.
 */
@Component
class TenantDataEraser {
    private static final Logger LOG = LoggerFactory.getLogger(TenantDataEraser.class);
    private static final int BATCH = 1_000;
    private static final List<String> OF_TICKET =
            List.of("delete from enhancement_job where tenant_id = :tenant and ticket_id = :ticket");
    private static final List<String> OF_TENANT = List.of(
            "delete from enhancement_job where tenant_id = :tenant",
            "delete from tenant_system where tenant_id = :tenant",
            "delete from tenant where tenant_id = :tenant");

    private final JdbcClient jdbc;
    private final TenantRegistry tenants;
    private final TenantScope scope;
    private final IndexedTicketHistory solved;
    private final TenantRetentionSettings settings;
    private final Clock clock;

    TenantDataEraser(
            JdbcClient jdbc,
            TenantRegistry tenants,
            TenantScope scope,
            IndexedTicketHistory solved,
            TenantRetentionSettings settings,
            Clock clock) {
        this.jdbc = jdbc;
        this.tenants = tenants;
        this.scope = scope;
        this.solved = solved;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Removes rows past their retention, of all tenants, in transactions of at most 1,000 rows.
     *
     * @return rows removed
     */
    long purge() {
        long removed = 0;
        for (String tenantId : tenants.names()) {
            for (TenantTable table : TenantTable.values()) {
                removed += purge(tenantId, table);
            }
        }
        if (removed > 0) {
            LOG.info("{} rows of tenants were removed because they outlived what is kept", removed);
        }
        return removed;
    }

    private long purge(String tenantId, TenantTable table) {
        var before = SqlTime.utc(clock.instant().minus(settings.of(table)));
        long removed = 0;
        int batch;
        do {
            batch = scope.in(tenantId, () -> jdbc.sql(table.purge())
                    .param("tenant", tenantId)
                    .param("before", before)
                    .param("batch", BATCH)
                    .update());
            removed += batch;
        } while (batch == BATCH);
        return removed;
    }

    /**
     * Removes all data of a ticket.
     *
     * @return rows removed
     */
    int eraseTicket(String tenantId, String ticketId) {
        return erase(tenantId, ticketId, TenantTable::eraseTicket, OF_TICKET);
    }

    /**
     * Removes all data of a tenant, and the tenant itself.
     *
     * @return rows removed
     */
    int eraseTenant(String tenantId) {
        return erase(tenantId, "", TenantTable::eraseTenant, OF_TENANT);
    }

    private int erase(
            String tenantId, String ticketId, Function<TenantTable, String> ofTable, List<String> afterwards) {
        Stream<String> statements =
                Stream.concat(Arrays.stream(TenantTable.values()).map(ofTable), afterwards.stream());
        int removed = scope.in(tenantId, () -> statements
                .mapToInt(statement -> jdbc.sql(statement)
                        .param("tenant", tenantId)
                        .param("ticket", ticketId)
                        .update())
                .sum());
        solved.forget(tenantId);
        return removed;
    }
}
