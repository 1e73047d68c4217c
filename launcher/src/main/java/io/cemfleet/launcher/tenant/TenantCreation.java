package io.cemfleet.launcher.tenant;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a new tenant; null or empty ones get the pipeline's defaults.
 *
 * @param desk base address of its ServiceDesk Plus
 * @param key of a technician there, or a token
 * @param auth {@code signature}, or {@code secret_header} for a service desk that cannot sign
 * @param models the model first, then its fallbacks
 * @param ratePerMinute webhooks a minute
 * @param monthlyBudgetUsd for models
 * @param append the text goes below the description and not into a note
 * @param toRequester the note is shown to the requester
 */
public record TenantCreation(
        String tenantId,
        String desk,
        String key,
        @Nullable String name,
        @Nullable String auth,
        List<String> models,
        @Nullable Integer ratePerMinute,
        @Nullable Double monthlyBudgetUsd,
        boolean append,
        boolean toRequester) {
    public TenantCreation {
        models = List.copyOf(models);
    }

    Map<String, Object> body() {
        var body = new LinkedHashMap<String, Object>();
        body.put("tenant_id", tenantId);
        body.put("service_desk_url", desk);
        body.put("service_desk_key", key);
        given(body, "name", name);
        given(body, "webhook_auth", auth);
        given(body, "models", models.isEmpty() ? null : models);
        given(body, "rate_per_minute", ratePerMinute);
        given(body, "monthly_budget_usd", monthlyBudgetUsd);
        var preferences = new LinkedHashMap<String, Object>();
        given(preferences, "append_to_description", append ? true : null);
        given(preferences, "show_to_requester", toRequester ? true : null);
        given(body, "preferences", preferences.isEmpty() ? null : preferences);
        return body;
    }

    /** Leaves the key out of logs. */
    @Override
    public String toString() {
        return "TenantOrder[" + tenantId + " at " + desk + "]";
    }

    private static void given(Map<String, Object> body, String name, @Nullable Object value) {
        if (value != null) {
            body.put(name, value);
        }
    }
}
