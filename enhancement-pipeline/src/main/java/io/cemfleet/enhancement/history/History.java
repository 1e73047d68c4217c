package io.cemfleet.enhancement.history;

import io.cemfleet.enhancement.pipeline.Context;
import io.cemfleet.enhancement.pipeline.Enhancement;
import io.cemfleet.enhancement.pipeline.Ticket;
import io.cemfleet.enhancement.tenant.TenantScope;
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
import org.springframework.stereotype.Component;

/** The history of enhancements: pending, then completed or failed; a retry goes back to pending in the same row. */
@Component
public class History {
    private final HistoryRows rows;
    private final TenantScope scope;
    private final Clock clock;

    History(HistoryRows rows, TenantScope scope, Clock clock) {
        this.rows = rows;
        this.scope = scope;
        this.clock = clock;
    }

    /** Notes that an attempt begins. */
    public void begin(Ticket ticket, Instant started) {
        scope.run(ticket.tenantId(), () -> {
            HistoryRow row = rows.findByCorrelationId(ticket.correlationId()).orElseGet(() -> fresh(ticket));
            row.status = "pending";
            row.startedAt = utc(started);
            row.completedAt = null;
            row.processingTimeMs = null;
            row.errorMessage = null;
            row.updatedAt = utc(clock.instant());
            rows.save(row);
        });
    }

    /** Notes what context and model an attempt had; joins the tenant's transaction. */
    void made(Ticket ticket, Context context, Enhancement text) {
        rows.findByCorrelationId(ticket.correlationId()).ifPresent(row -> {
            row.contextNodesSuccess = context.nodesSuccess();
            row.contextNodesFailed = context.nodesFailed();
            row.llmProvider = text.provider();
            row.llmModel = text.model();
            row.updatedAt = utc(clock.instant());
        });
    }

    /** Notes that the ticket carries the text; joins the tenant's transaction. */
    public void completed(UUID correlationId, Duration took) {
        end(correlationId, "completed", null, took);
    }

    /** Notes that an attempt failed; joins the tenant's transaction. */
    public void failed(UUID correlationId, String reason, Duration took) {
        end(correlationId, "failed", reason, took);
    }

    /** Newest first. @param tenant null: all tenants, for the provider's operators */
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
        rows.findByCorrelationId(correlationId).ifPresent(row -> {
            row.status = status;
            row.errorMessage = reason;
            row.completedAt = utc(clock.instant());
            row.processingTimeMs = (int) Math.min(took.toMillis(), Integer.MAX_VALUE);
            row.updatedAt = utc(clock.instant());
        });
    }

    private HistoryRow fresh(Ticket ticket) {
        HistoryRow row = new HistoryRow();
        row.correlationId = ticket.correlationId();
        row.tenantId = ticket.tenantId();
        row.ticketId = ticket.ticketId();
        row.jobId = ticket.jobId();
        row.createdAt = utc(clock.instant());
        return row;
    }

    private static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
