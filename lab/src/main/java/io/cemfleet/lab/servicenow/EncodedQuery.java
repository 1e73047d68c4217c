package io.cemfleet.lab.servicenow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** ServiceNow's {@code sysparm_query}: conditions joined by {@code ^}, all of which must hold, and an order. */
final class EncodedQuery {
    private static final Pattern CONDITION = Pattern.compile("([a-z0-9_]+)(!=|=|LIKE|STARTSWITH|IN)(.*)");

    private record Condition(String field, String operator, String value) {
        boolean holds(Map<String, String> row) {
            String actual = row.getOrDefault(field, "");
            return switch (operator) {
                case "=" -> actual.equals(value);
                case "!=" -> !actual.equals(value);
                case "LIKE" -> actual.contains(value);
                case "STARTSWITH" -> actual.startsWith(value);
                default -> List.of(value.split(",", -1)).contains(actual);
            };
        }
    }

    private final List<Condition> conditions = new ArrayList<>();
    private @Nullable Comparator<Map<String, String>> order;

    private EncodedQuery() {}

    /** Parses a query; parts that are not conditions are ignored, as in ServiceNow. */
    static EncodedQuery parse(@Nullable String text) {
        EncodedQuery query = new EncodedQuery();
        for (String part : text == null ? new String[0] : text.split("\\^", -1)) {
            Matcher condition = CONDITION.matcher(part);
            if (part.startsWith("ORDERBYDESC")) {
                String field = part.substring("ORDERBYDESC".length());
                query.order = Comparator.comparing((Map<String, String> row) -> row.getOrDefault(field, ""))
                        .reversed();
            } else if (part.startsWith("ORDERBY")) {
                String field = part.substring("ORDERBY".length());
                query.order = Comparator.comparing(row -> row.getOrDefault(field, ""));
            } else if (condition.matches()) {
                query.conditions.add(new Condition(condition.group(1), condition.group(2), condition.group(3)));
            }
        }
        return query;
    }

    boolean matches(Map<String, String> row) {
        return conditions.stream().allMatch(c -> c.holds(row));
    }

    List<Map<String, String>> sorted(List<Map<String, String>> rows) {
        return order == null ? rows : rows.stream().sorted(order).toList();
    }
}
