package io.cemfleet.enhancement.tenant;

import io.cemfleet.enhancement.stage.EnhancementPreferences;
import io.cemfleet.enhancement.stage.NetworkOwnership;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An administrator's settings of a tenant; absent fields stay as they are, or get the fleet's default. */
record TenantRequest(
        @Nullable @Size(min = 1, max = 200) String name,
        @Nullable Boolean active,
        @Nullable @Size(max = 2_000) @DeskAddress String serviceDeskUrl,
        @Nullable @Size(max = 4096) @Pattern(regexp = "[\\x21-\\x7e]+", message = "must be visible ASCII characters")
                String serviceDeskKey,
        @Nullable WebhookAuth webhookAuth,
        @Nullable @Size(min = 16, max = 512) String webhookSecret,
        @Nullable @Size(min = 1, max = 5) List<@NotBlank @Size(max = 100) String> models,
        @Nullable @Min(1) @Max(100_000) Integer ratePerMinute,
        @Nullable @PositiveOrZero @Digits(integer = 8, fraction = 4) BigDecimal monthlyBudgetUsd,
        @Nullable @PositiveOrZero Long monthlyBudgetTokens,
        @Nullable @Valid OwnershipRequest ownership,
        @Nullable @Valid PreferencesRequest preferences) {

    record OwnershipRequest(
            @Nullable @Size(max = 1_000) List<@NotBlank @Size(max = 200) String> customers,
            @Nullable @Size(max = 5_000) List<@NotBlank @Size(max = 200) String> services,
            @Nullable @Size(max = 500) List<@NotBlank @Size(max = 49) @CidrPrefix String> prefixes,
            @Nullable Boolean everything) {

        NetworkOwnership over(NetworkOwnership before) {
            return new NetworkOwnership(
                    or(customers, before.customers()),
                    or(services, before.services()),
                    or(prefixes, before.prefixes()),
                    or(everything, before.everything()));
        }
    }

    record PreferencesRequest(
            @Nullable Boolean appendToDescription,
            @Nullable Boolean showToRequester,
            @Nullable @Min(0) @Max(20) Integer maxSimilarTickets,
            @Nullable @Min(0) @Max(20) Integer maxArticles,
            @Nullable @Min(0) @Max(20) Integer maxSystems,
            @Nullable @Min(50) @Max(2000) Integer maxWords,
            @Nullable @DecimalMin("0") @DecimalMax("2") Double temperature) {

        EnhancementPreferences over(EnhancementPreferences before) {
            return new EnhancementPreferences(
                    or(appendToDescription, before.appendToDescription()),
                    or(showToRequester, before.showToRequester()),
                    or(maxSimilarTickets, before.maxSimilarTickets()),
                    or(maxArticles, before.maxArticles()),
                    or(maxSystems, before.maxSystems()),
                    or(maxWords, before.maxWords()),
                    or(temperature, before.temperature()));
        }
    }

    static <T> T or(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
