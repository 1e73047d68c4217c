package io.cemfleet.enhancement.history;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.query.Param;

/** Reads the history of enhancements. */
interface EnhancementRepository extends Repository<EnhancementRow, Long> {
    Optional<EnhancementRow> findByJobId(UUID jobId);

    @Query(
            """
            select h from EnhancementRow h
            where h.id < :below and (:tenant is null or h.tenantId = :tenant) and (:ticket is null or h.ticketId = :ticket)
              and (:status is null or h.status = :status)
            order by h.id desc limit :limit""")
    List<EnhancementRow> page(
            @Param("tenant") @Nullable String tenant,
            @Param("ticket") @Nullable String ticket,
            @Param("status") @Nullable String status,
            @Param("below") long below,
            @Param("limit") int limit);
}
