package io.cemfleet.enhancement.history;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDateTime;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of the history; its times are UTC, as the table keeps no zone. */
@Entity
@Immutable
@Table(name = "enhancement_history")
@SuppressWarnings("NullAway.Init")
class EnhancementRow {
    @Id
    Long id;

    UUID correlationId;
    String tenantId;
    String ticketId;
    UUID jobId;
    String status;
    LocalDateTime startedAt;

    @Nullable
    LocalDateTime completedAt;

    @Nullable
    Integer processingTimeMs;

    @Nullable
    Integer contextNodesSuccess;

    @Nullable
    Integer contextNodesFailed;

    @Nullable
    String llmProvider;

    @Nullable
    String llmModel;

    @Nullable
    String errorMessage;

    LocalDateTime createdAt;
    LocalDateTime updatedAt;

    /** For Hibernate. */
    EnhancementRow() {}
}
