package io.cemfleet.enhancement.job;

import io.cemfleet.enhancement.tenant.TenantScope;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Stores which job enhances a ticket. A ticket gets another job when its own text changed, or when the enhancement is
 * forced.
 */
@Repository
public class TicketJobStore {
    private final JdbcClient jdbc;
    private final TenantScope scope;

    TicketJobStore(JdbcClient jdbc, TenantScope scope) {
        this.jdbc = jdbc;
        this.scope = scope;
    }

    private record KnownTicket(UUID jobId, List<String> texts) {
        private static final int MOST_TEXTS = 8;

        List<String> and(List<String> more) {
            return Stream.concat(more.stream(), texts.stream())
                    .distinct()
                    .limit(MOST_TEXTS)
                    .toList();
        }

        boolean answers(TicketDiscovery discovery) {
            return switch (discovery.occasion()) {
                case FORCED -> false;
                case MENTION -> true;
                case TEXT ->
                    texts.isEmpty() || discovery.texts().isEmpty() || !Collections.disjoint(texts, discovery.texts());
            };
        }
    }

    /** Whether the ticket is known by this name. */
    public boolean knows(String tenantId, String ticketId) {
        return job(tenantId, ticketId).isPresent();
    }

    /** The job of a ticket. */
    public Optional<UUID> job(String tenantId, String ticketId) {
        return scope.in(tenantId, () -> known(tenantId, List.of(ticketId))).map(KnownTicket::jobId);
    }

    /** The job that enhances the ticket as it is seen now; empty when it needs another one. */
    public Optional<UUID> answer(String tenantId, String ticketId, TicketDiscovery discovery) {
        return scope.in(tenantId, () -> known(tenantId, names(ticketId, discovery)))
                .filter(known -> known.answers(discovery))
                .map(KnownTicket::jobId);
    }

    /**
     * Makes a job the one that enhances its ticket, in the tenant's transaction; of several at the same time one wins.
     *
     * @return false when another job enhances it already
     */
    boolean assign(QueuedJob job, TicketDiscovery discovery) {
        List<String> names = names(job.ticketId(), discovery);
        long inserted =
                names.stream().filter(name -> insert(job, name, discovery)).count();
        if (inserted == names.size()) {
            return true;
        }
        Optional<KnownTicket> before = locked(job, names);
        if (before.isEmpty()) {
            return false;
        }
        boolean answered = before.get().answers(discovery);
        List<String> texts = answered ? before.get().and(discovery.texts()) : discovery.texts();
        jdbc.sql(
                        """
                        update enhanced_ticket
                        set job_id = :job, texts = cast(:texts as text[])
                        where tenant_id = :tenant and (job_id = :before or ticket_id = any (:names))""")
                .param("job", answered ? before.get().jobId() : job.jobId())
                .param("texts", texts.toArray(String[]::new))
                .param("tenant", job.tenantId())
                .param("before", before.get().jobId())
                .param("names", names.toArray(String[]::new))
                .update();
        return !answered;
    }

    /** In the order of the names, so that two transactions never wait for each other. */
    private boolean insert(QueuedJob job, String name, TicketDiscovery discovery) {
        return jdbc.sql(
                                """
                                insert into enhanced_ticket (tenant_id, ticket_id, job_id, texts)
                                values (:tenant, :ticket, :job, cast(:texts as text[]))
                                on conflict (tenant_id, ticket_id) do nothing""")
                        .param("tenant", job.tenantId())
                        .param("ticket", name)
                        .param("job", job.jobId())
                        .param("texts", discovery.texts().toArray(String[]::new))
                        .update()
                == 1;
    }

    /** The stored knowledge about a ticket of these names; locks its rows. */
    private Optional<KnownTicket> locked(QueuedJob job, List<String> names) {
        return jdbc
                .sql(
                        """
                        select job_id, texts from enhanced_ticket
                        where tenant_id = :tenant
                          and (ticket_id = any (:names)
                               or job_id in (select job_id from enhanced_ticket
                                             where tenant_id = :tenant and ticket_id = any (:names)))
                        order by ticket_id for update""")
                .param("tenant", job.tenantId())
                .param("names", names.toArray(String[]::new))
                .query((row, number) -> new KnownTicket(row.getObject("job_id", UUID.class), texts(row)))
                .list()
                .stream()
                .filter(known -> !known.jobId().equals(job.jobId()))
                .findFirst();
    }

    private Optional<KnownTicket> known(String tenantId, List<String> names) {
        return jdbc
                .sql(
                        """
                        select job_id, texts from enhanced_ticket
                        where tenant_id = :tenant and ticket_id = any (:names) order by ticket_id""")
                .param("tenant", tenantId)
                .param("names", names.toArray(String[]::new))
                .query((row, number) -> new KnownTicket(row.getObject("job_id", UUID.class), texts(row)))
                .list()
                .stream()
                .findFirst();
    }

    private static List<String> texts(ResultSet row) throws SQLException {
        Array texts = row.getArray("texts");
        return List.of((String[]) texts.getArray());
    }

    private static List<String> names(String ticketId, TicketDiscovery discovery) {
        return Stream.of(ticketId, discovery.otherName())
                .filter(name -> !name.isEmpty())
                .distinct()
                .sorted()
                .toList();
    }
}
