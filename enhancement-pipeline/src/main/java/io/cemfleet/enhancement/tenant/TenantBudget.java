package io.cemfleet.enhancement.tenant;

import io.cemfleet.enhancement.stage.ModelBudget;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedRuntimeException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Compares each tenant's spending of this month (UTC) with its budget. */
@Component
class TenantBudget implements ModelBudget {
    private static final Logger LOG = LoggerFactory.getLogger(TenantBudget.class);

    private final TenantScope scope;
    private final JdbcClient jdbc;
    private final MeterRegistry meters;
    private final Clock clock;

    TenantBudget(TenantScope scope, JdbcClient jdbc, MeterRegistry meters, Clock clock) {
        this.scope = scope;
        this.jdbc = jdbc;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public boolean allows(String tenantId) {
        try {
            return scope.in(tenantId, () -> jdbc.sql(
                            """
                            select (monthly_budget_usd is null or coalesce(cost_usd, 0) < monthly_budget_usd)
                                   and (monthly_budget_tokens is null or coalesce(tokens, 0) < monthly_budget_tokens)
                            from tenant left join tenant_spend
                                 on tenant_spend.tenant_id = tenant.tenant_id and month = :month
                            where tenant.tenant_id = :tenant""")
                    .param("month", month())
                    .param("tenant", tenantId)
                    .query(Boolean.class)
                    .optional()
                    .orElse(false));
        } catch (NestedRuntimeException e) {
            LOG.warn("The budget of {} cannot be read: {}", tenantId, e.getMessage());
            return false;
        }
    }

    @Override
    public void spent(String tenantId, int tokens, @Nullable BigDecimal costUsd) {
        meters.counter("enhancement.tokens", "tenant", tenantId).increment(tokens);
        try {
            scope.run(tenantId, () -> jdbc.sql(
                            """
                            insert into tenant_spend (tenant_id, month, tokens, cost_usd)
                            values (:tenant, :month, :tokens, :cost)
                            on conflict (tenant_id, month) do update
                            set tokens = tenant_spend.tokens + excluded.tokens,
                                cost_usd = tenant_spend.cost_usd + excluded.cost_usd""")
                    .param("tenant", tenantId)
                    .param("month", month())
                    .param("tokens", tokens)
                    .param("cost", costUsd == null ? BigDecimal.ZERO : costUsd)
                    .update());
        } catch (NestedRuntimeException e) {
            LOG.error("{} tokens of {} could not be booked: {}", tokens, tenantId, e.getMessage());
        }
    }

    private LocalDate month() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).withDayOfMonth(1);
    }
}
