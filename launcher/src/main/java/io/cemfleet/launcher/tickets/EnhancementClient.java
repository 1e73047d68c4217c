package io.cemfleet.launcher.tickets;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.launcher.client.JsonHttpClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The enhancement pipeline's history and inventories, as an administrator reads them. */
final class EnhancementClient {
    private final JsonHttpClient http;
    private final String base;
    private final String tenant;

    EnhancementClient(JsonHttpClient http, String base, String tenant) {
        this.http = http;
        this.base = base;
        this.tenant = tenant;
    }

    /** The newest entry of a ticket's history. */
    Optional<JsonNode> of(String ticket) {
        JsonNode items = http.get(base + "/api/enhancements?tenant_id=" + tenant + "&ticket_id=" + ticket)
                .path("items");
        return items.isEmpty() ? Optional.empty() : Optional.of(items.get(0));
    }

    /** The entry with its text and sources. */
    JsonNode whole(JsonNode entry) {
        return http.get(base + "/api/enhancements/" + entry.path("job_id").asText());
    }

    /**
     * Systems that the tickets of the demo name.
     *
     * @return how many the tenant has now
     */
    int inventory() {
        var items = List.of(
                Map.of("hostname", "crm-prod-01", "ip_address", "10.20.4.17", "role", "web-server"),
                Map.of("hostname", "dns-vie-02", "ip_address", "2001:db8:20:4::53", "role", "resolver"),
                Map.of("hostname", "pbx-vie-01.kestrel.example", "ip_address", "10.20.5.8", "role", "telephony"),
                Map.of("hostname", "pos-gw-07", "ip_address", "10.20.9.1", "role", "branch-gateway"),
                Map.of("hostname", "file-mil-02", "ip_address", "10.20.7.30", "role", "file-server"),
                Map.of("hostname", "edge-77", "ip_address", "2001:db8:77::1", "role", "customer-edge"));
        return http.put(base + "/api/tenants/" + tenant + "/systems", Map.of("items", items))
                .path("systems")
                .asInt();
    }
}
