package io.cemfleet.e2e.ticket;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.e2e.fleet.Part;
import io.cemfleet.e2e.fleet.Web;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** Webhooks as a service desk sends them, or as somebody who would like to be one. */
final class Webhook {
    private static final String PATH = "/webhook/servicedesk";

    private Webhook() {}

    static ObjectNode ticket(String tenant, String ticket, String description, Instant created) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("event", "ticket_created")
                .put("tenant_id", tenant)
                .put("ticket_id", ticket)
                .put("description", description)
                .put("priority", "medium")
                .put("created_at", created.toString());
    }

    static Web.Answer send(ObjectNode body, String secret) {
        return send(PATH, body.toString(), signature(body.toString(), secret));
    }

    static Web.Answer sendResolved(ObjectNode body, String secret) {
        return send(PATH + "/resolved-ticket", body.toString(), signature(body.toString(), secret));
    }

    /** Under the signature of another text. */
    static Web.Answer sendTampered(ObjectNode body, ObjectNode signed, String secret) {
        return send(PATH, body.toString(), signature(signed.toString(), secret));
    }

    private static Web.Answer send(String path, String body, String signature) {
        return Web.post(
                Part.ENHANCEMENT_PIPELINE.port(),
                path,
                body.getBytes(StandardCharsets.UTF_8),
                Map.of("X-ServiceDesk-Signature", "sha256=" + signature));
    }

    private static String signature(String body, String secret) {
        return Web.hmac(secret, body.getBytes(StandardCharsets.UTF_8));
    }
}
