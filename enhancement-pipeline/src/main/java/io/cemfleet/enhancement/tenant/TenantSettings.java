package io.cemfleet.enhancement.tenant;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The defaults of a tenant.
 *
 * @param models the model first, then its fallbacks
 * @param localTenant a tenant that is there from the start, in a fleet on one machine
 */
@Validated
@ConfigurationProperties("cem.enhancement")
record TenantSettings(
        @DefaultValue({"openai/gpt-4.1-mini", "anthropic/claude-3.5-haiku"}) @NotEmpty List<String> models,
        @DefaultValue("600") @Min(1) int ratePerMinute,
        @Nullable LocalTenant localTenant) {

    /** @param ownsEverything whether it is the provider's own service desk */
    record LocalTenant(
            String tenantId,
            String webhookSecret,
            String serviceDeskUrl,
            String serviceDeskKey,
            @DefaultValue("true") boolean ownsEverything) {
        @Override
        public String toString() {
            return "LocalTenant[" + tenantId + ']';
        }
    }
}
