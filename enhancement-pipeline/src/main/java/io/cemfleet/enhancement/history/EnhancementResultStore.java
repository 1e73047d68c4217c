package io.cemfleet.enhancement.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.enhancement.stage.EnhancementText;
import io.cemfleet.enhancement.stage.PipelineTicket;
import io.cemfleet.enhancement.stage.TicketContext;
import io.cemfleet.enhancement.tenant.TenantScope;
import io.cemfleet.runtime.input.SafeText;
import io.cemfleet.runtime.time.SqlTime;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Stores the texts with their sources, each in its tenant's scope. */
@Repository
public class EnhancementResultStore {
    private final JdbcClient jdbc;
    private final TenantScope scope;
    private final EnhancementHistory history;
    private final ObjectMapper mapper;
    private final Clock clock;

    EnhancementResultStore(
            JdbcClient jdbc, TenantScope scope, EnhancementHistory history, ObjectMapper mapper, Clock clock) {
        this.jdbc = jdbc;
        this.scope = scope;
        this.history = history;
        this.mapper = mapper;
        this.clock = clock;
    }

    /** The text and its sources, as operators see them. */
    record StoredEnhancement(
            String markdown,
            boolean byAi,
            int promptTokens,
            int completionTokens,
            @Nullable BigDecimal costUsd,
            JsonNode sources,
            Instant madeAt) {}

    /** Stores the text before it is written into the ticket, and its sources in the history. */
    public void keep(PipelineTicket ticket, TicketContext context, EnhancementText text) {
        scope.run(ticket.tenantId(), () -> {
            jdbc.sql(
                            """
                            insert into enhancement_result (job_id, tenant_id, markdown, by_ai, provider, model,
                                    prompt_tokens, completion_tokens, cost_usd, context_nodes_success,
                                    context_nodes_failed, sources, made_at)
                            values (:job, :tenant, :markdown, :ai, :provider, :model, :prompt, :completion, :cost,
                                    :success, :failed, cast(:sources as jsonb), :now)
                            on conflict (job_id) do nothing""")
                    .param("job", ticket.jobId())
                    .param("tenant", ticket.tenantId())
                    .param("markdown", text.markdown())
                    .param("ai", text.byAi())
                    .param("provider", text.provider())
                    .param("model", text.model())
                    .param("prompt", text.promptTokens())
                    .param("completion", text.completionTokens())
                    .param("cost", text.costUsd())
                    .param("success", context.nodesSuccess())
                    .param("failed", context.nodesFailed())
                    .param("sources", json(context))
                    .param("now", SqlTime.utc(clock.instant()))
                    .update();
            history.made(ticket, context, text);
        });
    }

    /** The text of an earlier attempt. */
    public Optional<EnhancementText> find(PipelineTicket ticket) {
        return scope.in(ticket.tenantId(), () -> jdbc.sql("select * from enhancement_result where job_id = :job")
                .param("job", ticket.jobId())
                .query((row, number) -> new EnhancementText(
                        row.getString("markdown"),
                        row.getBoolean("by_ai"),
                        row.getString("provider"),
                        row.getString("model"),
                        row.getInt("prompt_tokens"),
                        row.getInt("completion_tokens"),
                        row.getBigDecimal("cost_usd")))
                .optional());
    }

    Optional<StoredEnhancement> text(String tenantId, UUID jobId) {
        return scope.in(tenantId, () -> jdbc.sql("select * from enhancement_result where job_id = :job")
                .param("job", jobId)
                .query((row, number) -> new StoredEnhancement(
                        row.getString("markdown"),
                        row.getBoolean("by_ai"),
                        row.getInt("prompt_tokens"),
                        row.getInt("completion_tokens"),
                        row.getBigDecimal("cost_usd"),
                        tree(row.getString("sources")),
                        SqlTime.instant(row, "made_at")))
                .optional());
    }

    private String json(TicketContext context) {
        try {
            return SafeText.clean(mapper.writeValueAsString(context));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a context is always JSON", e);
        }
    }

    private JsonNode tree(String json) {
        try {
            return mapper.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was stored as JSON is none", e);
        }
    }
}
