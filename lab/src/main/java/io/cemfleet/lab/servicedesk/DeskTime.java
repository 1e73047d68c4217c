package io.cemfleet.lab.servicedesk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times in the form of the service desk: epoch milliseconds as a string, and readable text. */
final class DeskTime {
    private static final DateTimeFormatter SHOWN =
            DateTimeFormatter.ofPattern("MMM d, yyyy hh:mm a", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private DeskTime() {}

    static ObjectNode of(Instant time) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("value", Long.toString(time.toEpochMilli()))
                .put("display_value", SHOWN.format(time));
    }

    static Instant read(JsonNode time) {
        return Instant.ofEpochMilli(time.path("value").asLong());
    }
}
