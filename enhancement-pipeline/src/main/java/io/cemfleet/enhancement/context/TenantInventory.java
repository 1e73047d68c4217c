package io.cemfleet.enhancement.context;

import io.cemfleet.enhancement.stage.InventorySystem;
import io.cemfleet.enhancement.tenant.TenantScope;
import io.cemfleet.runtime.time.SqlTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Stores the tenants' inventories: their systems with names and addresses. */
@Component
public class TenantInventory {
    private static final String COLUMNS = "hostname, host(address) as address, role, last_seen";

    private final JdbcClient jdbc;
    private final TenantScope tenants;

    TenantInventory(JdbcClient jdbc, TenantScope tenants) {
        this.jdbc = jdbc;
        this.tenants = tenants;
    }

    /**
     * Replaces the inventory.
     *
     * @return how many systems it has now
     */
    public int replace(String tenantId, List<InventorySystem> systems) {
        return tenants.in(tenantId, () -> {
            jdbc.sql("delete from tenant_system where tenant_id = :tenant")
                    .param("tenant", tenantId)
                    .update();
            systems.forEach(system -> insert(tenantId, system));
            return systems.size();
        });
    }

    /** All systems of a tenant by name. */
    public List<InventorySystem> all(String tenantId) {
        return tenants.in(tenantId, () -> jdbc.sql("select " + COLUMNS
                        + " from tenant_system where tenant_id = :tenant order by hostname, address")
                .param("tenant", tenantId)
                .query((row, number) -> system(row))
                .list());
    }

    /** Systems that are named: by address first, then by host name, then as part of a network. */
    List<InventorySystem> named(String tenantId, MentionedIdentifiers mentions, int most) {
        return tenants.in(tenantId, () -> jdbc.sql(
                        "select " + COLUMNS
                                + """
                        , case when address = any (:addresses::inet[]) then 0
                               when lower(hostname) = any (:names) or split_part(lower(hostname), '.', 1) = any (:names)
                               then 1 else 2 end as place
                        from tenant_system
                        where tenant_id = :tenant
                          and (address = any (:addresses::inet[])
                               or lower(hostname) = any (:names)
                               or split_part(lower(hostname), '.', 1) = any (:names)
                               or address <<= any (:networks::inet[]))
                        order by place, last_seen desc nulls last, hostname limit :most""")
                .param("tenant", tenantId)
                .param("addresses", array(mentions.addresses()))
                .param("names", array(mentions.hostnames()))
                .param("networks", array(mentions.networks()))
                .param("most", most)
                .query((row, number) -> system(row))
                .list());
    }

    private void insert(String tenantId, InventorySystem system) {
        jdbc.sql(
                        """
                        insert into tenant_system (tenant_id, hostname, address, role, last_seen)
                        values (:tenant, :hostname, :address::inet, :role, :seen)
                        on conflict (tenant_id, hostname, address) do update
                        set role = excluded.role, last_seen = excluded.last_seen""")
                .param("tenant", tenantId)
                .param("hostname", system.hostname())
                .param("address", system.ipAddress())
                .param("role", system.role())
                .param("seen", SqlTime.utcOrNull(system.lastSeen()), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    private static InventorySystem system(java.sql.ResultSet row) throws java.sql.SQLException {
        return new InventorySystem(
                row.getString("hostname"),
                row.getString("address"),
                row.getString("role"),
                SqlTime.instantOrNull(row, "last_seen"));
    }

    private static String[] array(List<String> values) {
        return values.toArray(String[]::new);
    }
}
