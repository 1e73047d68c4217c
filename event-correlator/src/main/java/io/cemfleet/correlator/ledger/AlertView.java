package io.cemfleet.correlator.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An alert as operators see it.
 *
 * @param record as published on {@code cem.alerts}
 */
public record AlertView(
        String verdict, String rule, @Nullable String incidentId, long repeats, Instant lastSeenAt, JsonNode record) {

    /** One flat object: the record's fields, then its verdict. */
    public Map<String, Object> flat() {
        Map<String, Object> flat = new LinkedHashMap<>();
        record.properties().forEach(field -> flat.put(field.getKey(), field.getValue()));
        flat.put("verdict", verdict);
        flat.put("rule", rule);
        if (incidentId != null) {
            flat.put("incident_id", incidentId);
        }
        flat.put("repeats", repeats);
        flat.put("last_seen_at", lastSeenAt);
        return flat;
    }
}
