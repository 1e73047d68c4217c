package io.cemfleet.enhancement.tenant;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.cemfleet.enhancement.stage.EnhancementPreferences;
import io.cemfleet.enhancement.stage.NetworkOwnership;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tenant as administrators see it: everything but its secrets; one flat object on the wire. */
record TenantView(
        String tenantId,
        String name,
        boolean active,
        @JsonUnwrapped DeskConnection desk,
        List<String> models,
        @JsonUnwrapped TenantLimits limits,
        NetworkOwnership ownership,
        EnhancementPreferences preferences,
        @JsonUnwrapped Changes changes) {

    /** How the pipeline and the tenant's service desk reach each other. */
    record DeskConnection(String serviceDeskUrl, String webhookAuth) {}

    /** @param ratePerMinute webhooks; the budgets, null for no limit, are those of a month */
    record TenantLimits(int ratePerMinute, @Nullable BigDecimal monthlyBudgetUsd, @Nullable Long monthlyBudgetTokens) {}

    /** When the tenant was created and last changed. */
    record Changes(Instant createdAt, Instant updatedAt) {}

    static TenantView of(TenantEntity row) {
        return new TenantView(
                row.tenantId,
                row.name,
                row.active,
                new DeskConnection(row.serviceDeskUrl, row.webhookAuth),
                row.models,
                new TenantLimits(row.ratePerMinute, row.monthlyBudgetUsd, row.monthlyBudgetTokens),
                row.ownership(),
                row.preferences(),
                new Changes(row.createdAt, row.updatedAt));
    }
}
