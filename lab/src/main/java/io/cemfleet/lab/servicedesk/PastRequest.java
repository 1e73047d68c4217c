package io.cemfleet.lab.servicedesk;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** A past request with its resolution. */
record PastRequest(
        String subject, String description, String resolution, String priority, Instant created, Instant resolved) {

    ObjectNode fields() {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        fields.put("subject", subject).put("description", description);
        fields.putObject("resolution").put("content", resolution);
        fields.putObject("status").put("name", "Resolved");
        fields.putObject("priority").put("name", priority);
        fields.putObject("category").put("name", "Network");
        return fields;
    }
}
