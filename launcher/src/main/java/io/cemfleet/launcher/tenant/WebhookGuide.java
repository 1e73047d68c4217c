package io.cemfleet.launcher.tenant;

import java.util.List;

/** The values to enter at ServiceDesk Plus below Admin, Webhooks, so that it sends its tickets to the pipeline. */
final class WebhookGuide {
    private WebhookGuide() {}

    static List<String> lines(String base, String tenantId, String auth, String secret) {
        boolean header = auth.equals("secret_header");
        return List.of(
                "webhook secret (shown only once): " + secret,
                "",
                "For new requests: POST " + base + "/webhook/servicedesk",
                header
                        ? "Header X-ServiceDesk-Secret: " + secret
                        : "Header X-ServiceDesk-Signature: sha256=<hex of the HMAC-SHA256 of the raw body under the secret>;"
                                + " a ServiceDesk that cannot sign needs --auth secret_header",
                "Payload; use the names in $ as your ServiceDesk offers them, priority is low, medium, high or critical,",
                "created_at has a time zone:",
                "{\"event\": \"ticket_created\", \"tenant_id\": \"" + tenantId + "\", \"ticket_id\": \"$RequestId\","
                        + " \"priority\": \"high\", \"description\": \"$Description\", \"created_at\": \"$CreatedTime\"}",
                "",
                "For resolved requests: POST " + base
                        + "/webhook/servicedesk/resolved-ticket, the same header, payload",
                "{\"tenant_id\": \"" + tenantId + "\", \"ticket_id\": \"$RequestId\", \"subject\": \"$Subject\","
                        + " \"description\": \"$Description\", \"resolution\": \"$Resolution\","
                        + " \"resolved_date\": \"$ResolvedTime\"}");
    }
}
