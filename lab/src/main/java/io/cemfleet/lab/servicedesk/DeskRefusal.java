package io.cemfleet.lab.servicedesk;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** An answer of the service desk that ends a request early, in its own form. */
final class DeskRefusal extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int MANDATORY = 4012;

    private final int http;
    private final int code;
    private final @Nullable String field;

    private DeskRefusal(int http, int code, @Nullable String field, String message) {
        super(message);
        this.http = http;
        this.code = code;
        this.field = field;
    }

    static DeskRefusal extraKey(String field) {
        return new DeskRefusal(400, 4001, field, "EXTRA_KEY_FOUND_IN_JSON");
    }

    static DeskRefusal unknownValue(String field) {
        return new DeskRefusal(400, 4001, field, "Unable to find the reference");
    }

    static DeskRefusal notEditable(String field) {
        return new DeskRefusal(400, 4014, field, "Not an editable field");
    }

    static DeskRefusal mandatory(String field) {
        return new DeskRefusal(400, MANDATORY, field, "Mandatory field is missing");
    }

    static DeskRefusal wrongType(String field) {
        return new DeskRefusal(400, 4021, field, "Data type mismatch");
    }

    static DeskRefusal unreadable() {
        return new DeskRefusal(400, 4001, "input_data", "Unable to parse the JSON");
    }

    static DeskRefusal invalidKey() {
        return new DeskRefusal(401, 4022, null, "UNAUTHORISED");
    }

    static DeskRefusal invalidUrl() {
        return new DeskRefusal(404, 4007, null, "Invalid URL");
    }

    int http() {
        return http;
    }

    ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode status = body.putObject("response_status");
        status.put("status_code", code == MANDATORY ? MANDATORY : 4000).put("status", "failed");
        ObjectNode message = status.putArray("messages").addObject();
        message.put("status_code", code).put("type", "failed");
        if (field != null && code == MANDATORY) {
            message.putArray("fields").add(field);
        } else if (field != null) {
            message.put("field", field);
        }
        message.put("message", getMessage());
        return body;
    }
}
