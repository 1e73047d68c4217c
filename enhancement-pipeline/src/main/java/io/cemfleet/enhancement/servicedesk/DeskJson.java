package io.cemfleet.enhancement.servicedesk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.enhancement.privacy.PlainText;
import io.cemfleet.runtime.input.SafeText;
import io.cemfleet.runtime.input.SourceTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds {@code input_data}, and reads answers. */
final class DeskJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private DeskJson() {}

    /** @param key {@code request_note} in the cloud, {@code note} in some installations */
    static ObjectNode note(String key, String html, boolean showToRequester) {
        ObjectNode input = JSON.objectNode();
        ObjectNode note = input.putObject(key).put("description", html).put("show_to_requester", showToRequester);
        if (key.equals("request_note")) {
            note.put("mark_first_response", false)
                    .put("notify_technician", false)
                    .put("add_to_linked_requests", false);
        }
        return input;
    }

    static ObjectNode description(String html) {
        ObjectNode input = JSON.objectNode();
        input.putObject("request").put("description", html);
        return input;
    }

    static ObjectNode list(int rows, int from) {
        ObjectNode input = JSON.objectNode();
        input.putObject("list_info").put("row_count", rows).put("start_index", from);
        return input;
    }

    static ObjectNode displayId(String displayId) {
        ObjectNode input = list(1, 1);
        criterion(criteria(input), "display_id", "is", displayId);
        return input;
    }

    static ObjectNode createdSince(Instant since, int rows, int from) {
        ObjectNode input = list(rows, from);
        listInfo(input).put("sort_field", "created_time").put("sort_order", "desc");
        criterion(criteria(input), "created_time", "greater than", Long.toString(since.toEpochMilli()));
        return input;
    }

    /** Solutions that contain any of the terms, in title or text. */
    static ObjectNode containing(Collection<String> terms, int rows) {
        ObjectNode input = list(rows, 1);
        ArrayNode criteria = criteria(input);
        for (String term : terms) {
            for (String field : new String[] {"title", "description"}) {
                ObjectNode criterion = criterion(criteria, field, "contains", term);
                if (criteria.size() > 1) {
                    criterion.put("logical_operator", "OR");
                }
            }
        }
        return input;
    }

    static DeskTicket ticket(JsonNode request) {
        String id = request.path("id").asText();
        return new DeskTicket(
                id,
                request.path("display_id").asText(id),
                request.path("subject").asText(""),
                request.path("description").asText(""),
                name(request.path("priority")),
                time(request.path("created_time")));
    }

    /** Each entry of a history names the fields that it changed, with what they were before. */
    static List<DescriptionChange> descriptionChanges(JsonNode body) {
        List<DescriptionChange> changes = new ArrayList<>();
        for (JsonNode entry : body.path("history")) {
            for (JsonNode diff : entry.path("diff")) {
                if ("description".equals(name(diff.path("field")))) {
                    changes.add(new DescriptionChange(
                            diff.path("previous_value").asText(""),
                            diff.path("current_value").asText("")));
                }
            }
        }
        return changes;
    }

    static DeskSolution solution(JsonNode solution) {
        return new DeskSolution(
                SafeText.clean(solution.path("id").asText()),
                PlainText.of(solution.path("title").asText("")),
                PlainText.of(solution.path("description").asText("")),
                solution.path("url").isTextual()
                        ? SafeText.clean(solution.path("url").asText())
                        : null);
    }

    /** Whether an article is approved; others are not used as advice. */
    static boolean approved(JsonNode solution) {
        String status = name(solution.path("approval_status"));
        return status == null || status.equalsIgnoreCase("approved");
    }

    private static @Nullable String name(JsonNode reference) {
        String name = reference.isTextual()
                ? reference.asText()
                : reference.path("name").asText("");
        return name.isBlank() ? null : name;
    }

    /** Times are objects with epoch milliseconds as a string. */
    private static @Nullable Instant time(JsonNode time) {
        String value = time.path("value").asText("");
        return value.matches("\\d{1,15}")
                ? Optional.of(Instant.ofEpochMilli(Long.parseLong(value)))
                        .filter(SourceTime::isPlausible)
                        .orElse(null)
                : null;
    }

    private static ObjectNode listInfo(ObjectNode input) {
        return (ObjectNode) input.path("list_info");
    }

    private static ArrayNode criteria(ObjectNode input) {
        return listInfo(input).putArray("search_criteria");
    }

    private static ObjectNode criterion(ArrayNode criteria, String field, String condition, String value) {
        return criteria.addObject()
                .put("field", field)
                .put("condition", condition)
                .put("value", value);
    }
}
