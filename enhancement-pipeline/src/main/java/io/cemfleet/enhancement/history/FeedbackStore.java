package io.cemfleet.enhancement.history;

import com.fasterxml.jackson.annotation.JsonValue;
import io.cemfleet.enhancement.tenant.TenantScope;
import io.cemfleet.runtime.time.SqlTime;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Stores feedback: the last rating of each person for an enhancement. */
@Repository
class FeedbackStore {
    private final JdbcClient jdbc;
    private final TenantScope scope;
    private final Clock clock;

    FeedbackStore(JdbcClient jdbc, TenantScope scope, Clock clock) {
        this.jdbc = jdbc;
        this.scope = scope;
        this.clock = clock;
    }

    enum Thumb {
        UP,
        DOWN;

        @JsonValue
        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    record FeedbackRequest(@NotNull Thumb thumb, @Nullable @Size(max = 2000) String comment) {}

    record FeedbackEntry(String person, String thumb, @Nullable String comment, Instant givenAt) {}

    void keep(String tenantId, UUID jobId, String person, FeedbackRequest given) {
        scope.run(tenantId, () -> jdbc.sql(
                        """
                        insert into enhancement_feedback (job_id, tenant_id, person, thumb, comment, given_at)
                        values (:job, :tenant, :person, :thumb, :comment, :now)
                        on conflict (job_id, person) do update
                        set thumb = excluded.thumb, comment = excluded.comment, given_at = excluded.given_at""")
                .param("job", jobId)
                .param("tenant", tenantId)
                .param("person", person)
                .param("thumb", given.thumb().wire())
                .param("comment", given.comment())
                .param("now", SqlTime.utc(clock.instant()))
                .update());
    }

    List<FeedbackEntry> of(String tenantId, UUID jobId) {
        return scope.in(tenantId, () -> jdbc.sql(
                        """
                        select person, thumb, comment, given_at from enhancement_feedback
                        where job_id = :job order by given_at""")
                .param("job", jobId)
                .query((row, number) -> new FeedbackEntry(
                        row.getString("person"),
                        row.getString("thumb"),
                        row.getString("comment"),
                        SqlTime.instant(row, "given_at")))
                .list());
    }
}
