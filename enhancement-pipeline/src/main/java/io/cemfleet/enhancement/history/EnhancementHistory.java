package io.cemfleet.enhancement.history;

import io.cemfleet.enhancement.stage.EnhancementText;
import io.cemfleet.enhancement.stage.PipelineTicket;
import io.cemfleet.enhancement.stage.TicketContext;
import io.cemfleet.enhancement.tenant.TenantScope;
import io.cemfleet.runtime.input.SafeText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The history of enhancements: pending, then completed or failed; a retry goes back to pending in the same row. */
@Component
public class EnhancementHistory {
    private final EnhancementRepository rows;
    private final JdbcClient jdbc;
    private final TenantScope scope;
    private final Clock clock;

    EnhancementHistory(EnhancementRepository rows, JdbcClient jdbc, TenantScope scope, Clock clock) {
        this.rows = rows;
        this.jdbc = jdbc;
        this.scope = scope;
        this.clock = clock;
    }

    /** Records that an attempt begins. */
    public void begin(PipelineTicket ticket, Instant started) {
        scope.run(ticket.tenantId(), () -> jdbc.sql(
                        """
                                insert into enhancement_history (correlation_id, tenant_id, ticket_id, job_id, status,
                                                                 started_at, created_at, updated_at)
                                values (:correlation, :tenant, :ticket, :job, 'pending', :started, :now, :now)
                                on conflict (correlation_id) do update
                                set status = 'pending', started_at = excluded.started_at, completed_at = null,
                                    processing_time_ms = null, error_message = null, updated_at = excluded.updated_at""")
                .param("correlation", ticket.correlationId())
                .param("tenant", ticket.tenantId())
                .param("ticket", ticket.ticketId())
                .param("job", ticket.jobId())
                .param("started", utc(started))
                .param("now", now())
                .update());
    }

    /** Records the context and the model of an attempt; joins the tenant's transaction. */
    void made(PipelineTicket ticket, TicketContext context, EnhancementText text) {
        jdbc.sql(
                        """
                        update enhancement_history
                        set context_nodes_success = :success, context_nodes_failed = :failed, llm_provider = :provider,
                            llm_model = :model, updated_at = :now
                        where correlation_id = :correlation""")
                .param("success", context.nodesSuccess())
                .param("failed", context.nodesFailed())
                .param("provider", text.provider())
                .param("model", text.model())
                .param("now", now())
                .param("correlation", ticket.correlationId())
                .update();
    }

    /** Records that the ticket carries the text; joins the tenant's transaction. */
    public void completed(UUID correlationId, Duration took) {
        end(correlationId, "completed", null, took);
    }

    /** Records that an attempt failed; joins the tenant's transaction. */
    public void failed(UUID correlationId, String reason, Duration took) {
        end(correlationId, "failed", reason, took);
    }

    /**
     * Newest first.
     *
     * @param tenant null: all tenants, for the provider's operators
     */
    List<EnhancementView> page(
            @Nullable String tenant, @Nullable String ticket, @Nullable String status, long below, int limit) {
        Supplier<List<EnhancementView>> read = () -> rows.page(tenant, ticket, status, below, limit).stream()
                .map(EnhancementView::of)
                .toList();
        return tenant == null ? scope.forOperators(read) : scope.in(tenant, read);
    }

    Optional<EnhancementView> find(UUID jobId) {
        return scope.forOperators(() -> rows.findByJobId(jobId).map(EnhancementView::of));
    }

    private void end(UUID correlationId, String status, @Nullable String reason, Duration took) {
        jdbc.sql(
                        """
                        update enhancement_history
                        set status = :status, error_message = :reason, completed_at = :now, processing_time_ms = :took,
                            updated_at = :now
                        where correlation_id = :correlation""")
                .param("status", status)
                .param("reason", reason == null ? null : SafeText.clean(reason))
                .param("now", now())
                .param("took", (int) Math.min(took.toMillis(), Integer.MAX_VALUE))
                .param("correlation", correlationId)
                .update();
    }

    private LocalDateTime now() {
        return utc(clock.instant());
    }

    private static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
