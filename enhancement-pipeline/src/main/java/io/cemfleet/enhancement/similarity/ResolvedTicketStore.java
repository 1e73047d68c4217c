package io.cemfleet.enhancement.similarity;

import io.cemfleet.enhancement.tenant.TenantScope;
import io.cemfleet.runtime.time.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of solved tickets, one tenant at a time. */
@Component
class ResolvedTicketStore {
    private static final int PAGE = 2_000;

    private final JdbcClient jdbc;
    private final TenantScope tenants;

    ResolvedTicketStore(JdbcClient jdbc, TenantScope tenants) {
        this.jdbc = jdbc;
        this.tenants = tenants;
    }

    void keep(String tenantId, ResolvedTicket ticket) {
        tenants.in(tenantId, () -> jdbc.sql(
                        """
                            insert into resolved_ticket
                                (tenant_id, ticket_id, title, body, resolution, resolved_at, learned_at)
                            values (:tenant, :ticket, :title, :body, :resolution, :resolved, :learned)
                            on conflict (tenant_id, ticket_id) do update
                            set title = excluded.title, body = excluded.body, resolution = excluded.resolution,
                                resolved_at = excluded.resolved_at, learned_at = excluded.learned_at""")
                .param("tenant", tenantId)
                .param("ticket", ticket.ticketId())
                .param("title", ticket.title())
                .param("body", ticket.body())
                .param("resolution", ticket.resolution())
                .param("resolved", SqlTime.utc(ticket.resolvedAt()))
                .param("learned", SqlTime.utc(ticket.learnedAt()))
                .update());
    }

    /** Passes the tickets stored since then to the consumer, page by page, the oldest first. */
    void each(String tenantId, Instant since, Consumer<ResolvedTicket> taker) {
        Instant from = since;
        String after = "";
        List<ResolvedTicket> page;
        do {
            page = page(tenantId, from, after);
            page.forEach(taker);
            if (!page.isEmpty()) {
                from = page.getLast().learnedAt();
                after = page.getLast().ticketId();
            }
        } while (page.size() == PAGE);
    }

    private List<ResolvedTicket> page(String tenantId, Instant from, String after) {
        return tenants.in(tenantId, () -> jdbc.sql(
                        """
                        select * from resolved_ticket
                        where tenant_id = :tenant and (learned_at, ticket_id) > (:from, :after)
                        order by learned_at, ticket_id limit :page""")
                .param("tenant", tenantId)
                .param("from", SqlTime.utc(from))
                .param("after", after)
                .param("page", PAGE)
                .query((row, number) -> read(row))
                .list());
    }

    List<ResolvedTicket> byId(String tenantId, Collection<String> ticketIds) {
        return tenants.in(tenantId, () -> jdbc.sql(
                        "select * from resolved_ticket where tenant_id = :tenant and ticket_id = any (:tickets)")
                .param("tenant", tenantId)
                .param("tickets", ticketIds.toArray(String[]::new))
                .query((row, number) -> read(row))
                .list());
    }

    private static ResolvedTicket read(ResultSet row) throws SQLException {
        return new ResolvedTicket(
                row.getString("ticket_id"),
                row.getString("title"),
                row.getString("body"),
                row.getString("resolution"),
                SqlTime.instant(row, "resolved_at"),
                SqlTime.instant(row, "learned_at"));
    }
}
