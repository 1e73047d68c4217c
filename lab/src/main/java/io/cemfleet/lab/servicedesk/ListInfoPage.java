package io.cemfleet.lab.servicedesk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A page of a list, as {@code list_info} requests it. Unlike in single answers, the status is a list with one element.
 */
final class ListInfoPage {
    private static final int DEFAULT_ROWS = 10;
    private static final int MOST_ROWS = 100;

    private ListInfoPage() {}

    static ObjectNode of(String name, List<ObjectNode> rows, JsonNode input) {
        JsonNode asked = input.path("list_info");
        List<ObjectNode> found = rows.stream()
                .filter(row -> SearchCriteria.matches(asked.path("search_criteria"), row))
                .filter(row -> fieldsMatch(asked.path("search_fields"), row))
                .sorted(order(asked))
                .toList();
        int count = Math.clamp(asked.path("row_count").asInt(DEFAULT_ROWS), 1, MOST_ROWS);
        int page = Math.max(1, asked.path("page").asInt(1));
        int start = Math.max(1, asked.path("start_index").asInt((page - 1) * count + 1));
        List<ObjectNode> shown = found.stream().skip(start - 1L).limit(count).toList();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("response_status").addObject().put("status_code", 2000).put("status", "success");
        ObjectNode info = body.putObject("list_info");
        info.put("has_more_rows", start - 1L + count < found.size())
                .put("start_index", start)
                .put("row_count", shown.size());
        if (asked.path("get_total_count").asBoolean(false)) {
            info.put("total_count", found.size());
        }
        ArrayNode items = body.putArray(name);
        shown.forEach(items::add);
        return body;
    }

    private static boolean fieldsMatch(JsonNode fields, JsonNode row) {
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            if (!SearchCriteria.value(row, field.getKey())
                    .equalsIgnoreCase(field.getValue().asText(""))) {
                return false;
            }
        }
        return true;
    }

    private static Comparator<ObjectNode> order(JsonNode asked) {
        String field = asked.path("sort_field").asText("");
        if (field.isBlank()) {
            return (_, _) -> 0;
        }
        Comparator<ObjectNode> order = (one, other) ->
                SearchCriteria.compare(SearchCriteria.value(one, field), SearchCriteria.value(other, field));
        return asked.path("sort_order").asText("asc").equalsIgnoreCase("desc") ? order.reversed() : order;
    }
}
