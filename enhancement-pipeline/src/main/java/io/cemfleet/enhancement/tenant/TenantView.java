package io.cemfleet.enhancement.tenant;

import io.cemfleet.enhancement.pipeline.EnhancementPreferences;
import io.cemfleet.enhancement.pipeline.NetworkOwnership;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tenant as administrators see it: everything but its secrets. */
record TenantView(
        String tenantId,
        String name,
        boolean active,
        String serviceDeskUrl,
        String webhookAuth,
        List<String> models,
        int ratePerMinute,
        @Nullable BigDecimal monthlyBudgetUsd,
        @Nullable Long monthlyBudgetTokens,
        NetworkOwnership ownership,
        EnhancementPreferences preferences,
        Instant createdAt,
        Instant updatedAt) {

    static TenantView of(TenantEntity row) {
        return new TenantView(
                row.tenantId,
                row.name,
                row.active,
                row.serviceDeskUrl,
                row.webhookAuth,
                row.models,
                row.ratePerMinute,
                row.monthlyBudgetUsd,
                row.monthlyBudgetTokens,
                row.ownership(),
                row.preferences(),
                row.createdAt,
                row.updatedAt);
    }
}
