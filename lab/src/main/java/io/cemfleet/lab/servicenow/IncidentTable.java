package io.cemfleet.lab.servicenow;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The incident table. Every value is a string, as in the Table API; unknown fields are ignored. */
@Component
class IncidentTable {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final Set<String> STATES = Set.of("1", "2", "3", "6", "7", "8");
    private static final Set<String> JOURNALS = Set.of("work_notes", "comments");
    private static final Set<String> FIELDS = Set.of(
            "short_description",
            "description",
            "impact",
            "urgency",
            "state",
            "correlation_id",
            "correlation_display",
            "category",
            "subcategory",
            "assignment_group",
            "assigned_to",
            "caller_id",
            "cmdb_ci",
            "business_service",
            "contact_type",
            "close_code",
            "close_notes");

    private final Clock clock;
    private final Map<String, Map<String, String>> rows = new LinkedHashMap<>();
    private int lastNumber = 10000;

    IncidentTable(Clock clock) {
        this.clock = clock;
    }

    /** The reason of a refused write. */
    record Refused(String message, String detail) {}

    /** @param row null when refused */
    record Written(@Nullable Map<String, String> row, @Nullable Refused refused) {}

    synchronized Written insert(Map<String, String> values) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("sys_id", UUID.randomUUID().toString().replace("-", ""));
        row.put("number", "INC%07d".formatted(lastNumber + 1));
        row.put("state", "1");
        row.put("impact", "3");
        row.put("urgency", "3");
        row.put("sys_created_on", TIME.format(clock.instant()));
        row.put("opened_at", TIME.format(clock.instant()));
        Optional<Refused> refused = write(row, values);
        if (refused.isPresent()) {
            return new Written(null, refused.get());
        }
        lastNumber++;
        rows.put(row.getOrDefault("sys_id", ""), row);
        return new Written(Map.copyOf(row), null);
    }

    synchronized Optional<Written> update(String sysId, Map<String, String> values) {
        Map<String, String> row = rows.get(sysId);
        if (row == null) {
            return Optional.empty();
        }
        Map<String, String> changed = new LinkedHashMap<>(row);
        Optional<Refused> refused = write(changed, values);
        if (refused.isPresent()) {
            return Optional.of(new Written(null, refused.get()));
        }
        rows.put(sysId, changed);
        return Optional.of(new Written(Map.copyOf(changed), null));
    }

    synchronized Optional<Map<String, String>> find(String sysId) {
        return Optional.ofNullable(rows.get(sysId)).map(Map::copyOf);
    }

    synchronized boolean delete(String sysId) {
        return rows.remove(sysId) != null;
    }

    /** The rows that match an encoded query, in the order of creation. */
    synchronized List<Map<String, String>> list(EncodedQuery query) {
        List<Map<String, String>> found = new ArrayList<>();
        for (Map<String, String> row : rows.values()) {
            if (query.matches(row)) {
                found.add(Map.copyOf(row));
            }
        }
        return query.sorted(found);
    }

    private Optional<Refused> write(Map<String, String> row, Map<String, String> values) {
        String before = row.getOrDefault("state", "1");
        String state = values.getOrDefault("state", before);
        if (!STATES.contains(state)) {
            return Optional.of(new Refused("Operation Failed", "Invalid state: " + state));
        }
        if (!state.equals(before) && (before.equals("7") || before.equals("8"))) {
            return Optional.of(new Refused("Operation Failed", "A closed or canceled incident can't change its state"));
        }
        values.forEach((field, value) -> {
            if (FIELDS.contains(field)) {
                row.put(field, value);
            } else if (JOURNALS.contains(field) && !value.isBlank()) {
                row.merge(field, entry(field, value), (old, added) -> added + old);
            }
        });
        boolean resolving = state.equals("6") || state.equals("7");
        if (resolving && (blank(row, "close_code") || blank(row, "close_notes"))) {
            return Optional.of(new Refused(
                    "Operation Failed",
                    "Data Policy Exception: The following fields are mandatory: Resolution code, Resolution notes"));
        }
        if (resolving) {
            row.putIfAbsent("resolved_at", TIME.format(clock.instant()));
        }
        row.put("priority", priority(row));
        row.put("sys_updated_on", TIME.format(clock.instant()));
        return Optional.empty();
    }

    private String entry(String field, String value) {
        String kind = field.equals("comments") ? "Additional comments" : "Work notes";
        return "%s - CEM Fleet (%s)%n%s%n%n".formatted(TIME.format(clock.instant()), kind, value);
    }

    private static boolean blank(Map<String, String> row, String field) {
        return row.getOrDefault(field, "").isBlank();
    }

    /** ServiceNow's own matrix: impact and urgency 1 and 1 give 1, 3 and 3 give 5. */
    private static String priority(Map<String, String> row) {
        return String.valueOf(level(row, "impact") + level(row, "urgency") - 1);
    }

    private static int level(Map<String, String> row, String field) {
        String value = row.getOrDefault(field, "3");
        return value.matches("[123]") ? Integer.parseInt(value) : 3;
    }
}
