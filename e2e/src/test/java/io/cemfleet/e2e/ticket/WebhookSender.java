package io.cemfleet.e2e.ticket;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.e2e.fleet.FleetProcess;
import io.cemfleet.e2e.fleet.OperatorHttp;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** Webhooks as a service desk sends them, or as somebody who would like to be one. */
final class WebhookSender {
    private static final String PATH = "/webhook/servicedesk";

    private WebhookSender() {}

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

    static OperatorHttp.HttpReply send(ObjectNode body, String secret) {
        return send(PATH, body.toString(), signature(body.toString(), secret));
    }

    static OperatorHttp.HttpReply sendResolved(ObjectNode body, String secret) {
        return send(PATH + "/resolved-ticket", body.toString(), signature(body.toString(), secret));
    }

    /** Under the signature of another text. */
    static OperatorHttp.HttpReply sendTampered(ObjectNode body, ObjectNode signed, String secret) {
        return send(PATH, body.toString(), signature(signed.toString(), secret));
    }

    private static OperatorHttp.HttpReply send(String path, String body, String signature) {
        return OperatorHttp.post(
                FleetProcess.ENHANCEMENT_PIPELINE.port(),
                path,
                body.getBytes(StandardCharsets.UTF_8),
                Map.of("X-ServiceDesk-Signature", "sha256=" + signature));
    }

    private static String signature(String body, String secret) {
        return OperatorHttp.hmac(secret, body.getBytes(StandardCharsets.UTF_8));
    }
}
