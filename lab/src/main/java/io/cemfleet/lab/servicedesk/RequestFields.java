package io.cemfleet.lab.servicedesk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/** The fields of a request, and the values that may be written to them. */
final class RequestFields {
    private static final Set<String> TEXTS = Set.of("subject", "description", "impact_details", "update_reason");
    private static final Set<String> PEOPLE = Set.of("requester", "technician", "on_behalf_of");
    private static final Set<String> OBJECTS = Set.of("resolution", "udf_fields", "closure_info");
    private static final Set<String> READ_ONLY =
            Set.of("id", "display_id", "created_time", "created_by", "resolved_time", "has_notes", "short_description");
    private static final Set<String> FREE_REFERENCES = Set.of(
            "impact",
            "urgency",
            "category",
            "subcategory",
            "item",
            "group",
            "site",
            "mode",
            "level",
            "request_type",
            "template");
    private static final Map<String, Set<String>> REFERENCES = Map.of(
            "status", Set.of("Open", "In Progress", "Onhold", "On Hold", "Resolved", "Closed", "Canceled", "Cancelled"),
            "priority", Set.of("Low", "Normal", "Medium", "High", "Urgent", "Critical"));

    private RequestFields() {}

    /** Writes the given fields into a row; refuses all of them where one cannot be written. */
    static void write(ObjectNode row, JsonNode given) {
        for (Map.Entry<String, JsonNode> field : given.properties()) {
            row.set(field.getKey(), checked(field.getKey(), field.getValue()));
        }
        if (row.path("subject").asText("").isBlank()) {
            throw DeskRefusal.mandatory("subject");
        }
    }

    private static JsonNode checked(String name, JsonNode value) {
        if (READ_ONLY.contains(name)) {
            throw DeskRefusal.notEditable(name);
        }
        if (TEXTS.contains(name)) {
            return required(name, value, value.isTextual() || value.isNull());
        }
        if (OBJECTS.contains(name) || PEOPLE.contains(name) || FREE_REFERENCES.contains(name)) {
            return required(name, value, value.isObject() || value.isNull());
        }
        Set<String> names = REFERENCES.get(name);
        if (names == null) {
            throw DeskRefusal.extraKey(name);
        }
        required(name, value, value.isObject());
        if (!names.contains(value.path("name").asText(""))) {
            throw DeskRefusal.unknownValue(name);
        }
        return value;
    }

    private static JsonNode required(String name, JsonNode value, boolean right) {
        if (!right) {
            throw DeskRefusal.wrongType(name);
        }
        return value;
    }
}
