package io.cemfleet.enhancement.history;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An enhancement as operators see it; one flat object on the wire.
 *
 * @param status pending, completed or failed
 */
record EnhancementView(
        long id,
        UUID correlationId,
        String tenantId,
        String ticketId,
        UUID jobId,
        String status,
        @JsonUnwrapped AttemptTimes times,
        @JsonUnwrapped TextOrigin origin,
        @Nullable String errorMessage) {

    /**
     * When the last attempt ran.
     *
     * @param processingTimeMs in milliseconds, null while it is pending
     */
    record AttemptTimes(Instant startedAt, @Nullable Instant completedAt, @Nullable Integer processingTimeMs) {}

    /** What the text was made from: sources that answered, sources that failed, and the model, if one wrote it. */
    record TextOrigin(
            @Nullable Integer contextNodesSuccess,
            @Nullable Integer contextNodesFailed,
            @Nullable String llmProvider,
            @Nullable String llmModel) {}

    static EnhancementView of(EnhancementRow row) {
        return new EnhancementView(
                row.id,
                row.correlationId,
                row.tenantId,
                row.ticketId,
                row.jobId,
                row.status,
                new AttemptTimes(
                        row.startedAt.toInstant(ZoneOffset.UTC),
                        row.completedAt == null ? null : row.completedAt.toInstant(ZoneOffset.UTC),
                        row.processingTimeMs),
                new TextOrigin(row.contextNodesSuccess, row.contextNodesFailed, row.llmProvider, row.llmModel),
                row.errorMessage);
    }
}
