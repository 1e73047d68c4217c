package io.cemfleet.enhancement.history;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An enhancement as operators see it. */
record EnhancementView(
        long id,
        UUID correlationId,
        String tenantId,
        String ticketId,
        UUID jobId,
        String status,
        Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable Integer processingTimeMs,
        @Nullable Integer contextNodesSuccess,
        @Nullable Integer contextNodesFailed,
        @Nullable String llmProvider,
        @Nullable String llmModel,
        @Nullable String errorMessage) {

    static EnhancementView of(EnhancementRow row) {
        return new EnhancementView(
                row.id,
                row.correlationId,
                row.tenantId,
                row.ticketId,
                row.jobId,
                row.status,
                row.startedAt.toInstant(ZoneOffset.UTC),
                row.completedAt == null ? null : row.completedAt.toInstant(ZoneOffset.UTC),
                row.processingTimeMs,
                row.contextNodesSuccess,
                row.contextNodesFailed,
                row.llmProvider,
                row.llmModel,
                row.errorMessage);
    }
}
