package io.cemfleet.launcher.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.launcher.client.JsonHttpClient;
import io.cemfleet.launcher.state.FleetCredentials;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The pipeline's tenants, over its admin API with the operator's login. */
public final class TenantApi {
    private final JsonHttpClient http;
    private final String base;

    public TenantApi(FleetCredentials credentials, String base) {
        this.http = new JsonHttpClient(credentials);
        this.base = base;
    }

    /**
     * Adds a tenant.
     *
     * @return the text for the administrator: the webhook's secret, which is shown only once, and the payload
     * @throws JsonHttpClient.HttpRefusedException when the pipeline refuses it
     */
    public List<String> add(TenantCreation order) {
        JsonNode added = http.post(base + "/api/tenants", order.body());
        var lines = new ArrayList<String>();
        lines.add(
                "tenant " + added.path("tenant_id").asText() + " is added; its models: " + words(added.path("models")));
        lines.addAll(WebhookGuide.lines(
                base,
                added.path("tenant_id").asText(),
                added.path("webhook_auth").asText(),
                added.path("webhook_secret").asText()));
        return lines;
    }

    /** A line for each tenant below a heading; no secrets. */
    public List<String> list() {
        String form = "%-24s %-7s %-14s %8s %10s  %-48s %s";
        var lines = new ArrayList<String>();
        lines.add(String.format(
                Locale.ROOT, form, "tenant", "active", "webhook", "rate/min", "budget USD", "models", "service desk"));
        for (JsonNode tenant : http.get(base + "/api/tenants").path("items")) {
            lines.add(String.format(
                    Locale.ROOT,
                    form,
                    tenant.path("tenant_id").asText(),
                    tenant.path("active").asBoolean() ? "yes" : "no",
                    tenant.path("webhook_auth").asText(),
                    tenant.path("rate_per_minute").asText(),
                    tenant.path("monthly_budget_usd").asText("-").replace("null", "-"),
                    words(tenant.path("models")),
                    tenant.path("service_desk_url").asText()));
        }
        return lines;
    }

    private static String words(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(", "));
    }
}
