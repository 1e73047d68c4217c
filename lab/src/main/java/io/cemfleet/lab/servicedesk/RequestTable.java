package io.cemfleet.lab.servicedesk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The requests and their notes. A request that is created through the API has a long internal id for calls, and a
 * display number; a request that the lab creates under a chosen name uses that name as both.
 */
@Component
class RequestTable {
    private static final long FIRST_ID = 184_467_000_000_000_000L;
    private static final int FIRST_NUMBER = 40_000;
    private static final int SHORT = 200;
    private static final int MOST_CHANGES = 100;
    private static final Set<String> DONE = Set.of("Resolved", "Closed");
    private static final Set<String> NOTE_FIELDS = Set.of(
            "description", "show_to_requester", "mark_first_response", "notify_technician", "add_to_linked_requests");

    private final Clock clock;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private long made;

    private record Entry(ObjectNode request, List<ObjectNode> notes, List<ObjectNode> changes) {
        Entry(ObjectNode request) {
            this(request, new ArrayList<>(), new ArrayList<>());
        }
    }

    /** @param resolved whether this write resolved it */
    record RequestWrite(ObjectNode request, boolean resolved) {}

    RequestTable(DeskHistoryGenerator history, Clock clock) {
        this.clock = clock;
        history.resolved().forEach(this::keep);
    }

    private void keep(PastRequest story) {
        ObjectNode row = row(null, story.created());
        RequestFields.write(row, story.fields());
        row.set("resolved_time", DeskTime.of(story.resolved()));
        entries.put(row.path("id").asText(), new Entry(row));
    }

    /**
     * Creates a request.
     *
     * @param ticketId its number; an existing request of that number is replaced; null: a new number
     */
    synchronized ObjectNode make(@Nullable String ticketId, JsonNode fields) {
        ObjectNode row = row(ticketId, clock.instant());
        RequestFields.write(row, fields);
        entries.put(row.path("id").asText(), new Entry(row));
        return row.deepCopy();
    }

    private ObjectNode row(@Nullable String ticketId, Instant created) {
        made++;
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.put("id", ticketId == null ? Long.toString(FIRST_ID + made * 1009) : ticketId);
        row.put("display_id", ticketId == null ? Long.toString(FIRST_NUMBER + made) : ticketId);
        row.put("subject", "").put("description", "");
        row.putObject("status").put("name", "Open");
        row.putObject("priority").put("name", "Medium");
        row.putObject("requester").put("name", "Service Desk").put("email_id", "desk@customers.example");
        row.set("created_time", DeskTime.of(created));
        row.putNull("resolution");
        return row;
    }

    /** The request with this internal id. */
    synchronized ObjectNode get(String id) {
        Entry entry = entry(id);
        return entry.request().deepCopy().put("has_notes", !entry.notes().isEmpty());
    }

    synchronized boolean has(String id) {
        return entries.containsKey(id);
    }

    synchronized RequestWrite update(String id, JsonNode fields) {
        Entry entry = entry(id);
        ObjectNode changed = entry.request().deepCopy();
        RequestFields.write(changed, fields);
        boolean resolved = !done(entry.request()) && done(changed);
        if (resolved) {
            changed.set("resolved_time", DeskTime.of(clock.instant()));
        }
        remember(entry, changed);
        entries.put(id, new Entry(changed, entry.notes(), entry.changes()));
        return new RequestWrite(changed.deepCopy(), resolved);
    }

    /** The changes by writes, field by field, newest first; the oldest are dropped. */
    private void remember(Entry entry, ObjectNode changed) {
        ObjectNode change = JsonNodeFactory.instance.objectNode();
        change.put("id", Long.toString(FIRST_ID + ++made * 1009))
                .putObject("operation")
                .put("name", "UPDATE");
        change.set("time", DeskTime.of(clock.instant()));
        change.putObject("by").put("name", "API");
        var diff = change.putArray("diff");
        for (Map.Entry<String, JsonNode> field : changed.properties()) {
            JsonNode before = entry.request().path(field.getKey());
            if (!field.getValue().equals(before)) {
                ObjectNode part = diff.addObject();
                part.putObject("field").put("name", field.getKey());
                part.set("previous_value", before);
                part.set("current_value", field.getValue());
            }
        }
        entry.changes().addFirst(change);
        if (entry.changes().size() > MOST_CHANGES) {
            entry.changes().removeLast();
        }
    }

    synchronized List<ObjectNode> changes(String id) {
        return entry(id).changes().stream().map(ObjectNode::deepCopy).toList();
    }

    static boolean done(JsonNode request) {
        return DONE.contains(request.path("status").path("name").asText());
    }

    /** All requests with all fields, in the order of creation. */
    synchronized List<ObjectNode> all() {
        return entries.values().stream()
                .map(entry -> entry.request()
                        .deepCopy()
                        .put("has_notes", !entry.notes().isEmpty()))
                .toList();
    }

    /** A request in the form of lists: without description and resolution. */
    static ObjectNode brief(ObjectNode request) {
        String text = request.path("description")
                .asText("")
                .replaceAll("<[^>]*>", " ")
                .replaceAll("\\s+", " ");
        request.remove(List.of("description", "resolution", "closure_info"));
        return request.put("short_description", text.substring(0, Math.min(SHORT, text.length())));
    }

    synchronized ObjectNode addNote(String id, JsonNode given) {
        Entry entry = entry(id);
        given.fieldNames().forEachRemaining(name -> {
            if (!NOTE_FIELDS.contains(name)) {
                throw DeskRefusal.extraKey(name);
            }
        });
        if (!given.path("description").isTextual()
                || given.path("description").asText().isBlank()) {
            throw DeskRefusal.mandatory("description");
        }
        ObjectNode note = JsonNodeFactory.instance.objectNode();
        note.put("id", Long.toString(FIRST_ID + ++made * 1009));
        note.setAll((ObjectNode) given.deepCopy());
        note.put("show_to_requester", given.path("show_to_requester").asBoolean(false));
        note.set("created_time", DeskTime.of(clock.instant()));
        note.putObject("created_by").put("name", "API");
        entry.notes().add(note);
        return note.deepCopy();
    }

    synchronized List<ObjectNode> notes(String id) {
        return entry(id).notes().stream().map(ObjectNode::deepCopy).toList();
    }

    private Entry entry(String id) {
        Entry entry = entries.get(id);
        if (entry == null) {
            throw DeskRefusal.invalidUrl();
        }
        return entry;
    }
}
