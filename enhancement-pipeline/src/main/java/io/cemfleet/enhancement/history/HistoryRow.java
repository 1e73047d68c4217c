package io.cemfleet.enhancement.history;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the history; its times are UTC, as the table keeps no zone. */
@Entity
@Table(name = "enhancement_history")
@SuppressWarnings("NullAway.Init")
class HistoryRow {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
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

    /** For Hibernate, and for an enhancement that begins. */
    HistoryRow() {}
}
