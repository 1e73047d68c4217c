package io.cemfleet.lab.servicedesk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code search_criteria}: one criterion or a list, joined from left to right by each one's own
 * {@code logical_operator}, with {@code children} that belong to it. Texts are compared without regard to case.
 */
final class SearchCriteria {
    private static final List<String> DATES_AND_PEOPLE = List.of("value", "name", "email_id", "content", "id");

    private SearchCriteria() {}

    static boolean matches(JsonNode criteria, JsonNode row) {
        if (criteria.isMissingNode() || criteria.isNull() || criteria.isEmpty()) {
            return true;
        }
        if (criteria.isObject()) {
            return one(criteria, row);
        }
        boolean result = true;
        boolean first = true;
        for (JsonNode criterion : criteria) {
            boolean met = one(criterion, row);
            result = first ? met : or(criterion) ? result || met : result && met;
            first = false;
        }
        return result;
    }

    private static boolean or(JsonNode criterion) {
        return criterion.path("logical_operator").asText("AND").equalsIgnoreCase("or");
    }

    private static boolean one(JsonNode criterion, JsonNode row) {
        boolean met = met(criterion, row);
        for (JsonNode child : criterion.path("children")) {
            boolean also = one(child, row);
            met = or(child) ? met || also : met && also;
        }
        return met;
    }

    private static boolean met(JsonNode criterion, JsonNode row) {
        String field = criterion.path("field").asText("");
        if (field.isBlank()) {
            throw DeskRefusal.mandatory("field");
        }
        String found = value(row, field);
        List<String> wanted = wanted(criterion);
        return switch (criterion.path("condition").asText("is").toLowerCase(Locale.ROOT)) {
            case "is", "eq" -> wanted.stream().anyMatch(found::equalsIgnoreCase);
            case "is not", "neq" -> wanted.stream().noneMatch(found::equalsIgnoreCase);
            case "contains", "like" ->
                wanted.stream().anyMatch(text -> lower(found).contains(lower(text)));
            case "not contains", "does not contain" ->
                wanted.stream().noneMatch(text -> lower(found).contains(lower(text)));
            case "starts with" -> wanted.stream().anyMatch(text -> lower(found).startsWith(lower(text)));
            case "ends with" -> wanted.stream().anyMatch(text -> lower(found).endsWith(lower(text)));
            case "greater than", "gt" -> wanted.stream().allMatch(text -> compare(found, text) > 0);
            case "greater or equal", "gte" -> wanted.stream().allMatch(text -> compare(found, text) >= 0);
            case "lesser than", "lt" -> wanted.stream().allMatch(text -> compare(found, text) < 0);
            case "lesser or equal", "lte" -> wanted.stream().allMatch(text -> compare(found, text) <= 0);
            case "between" ->
                wanted.size() == 2 && compare(found, wanted.get(0)) >= 0 && compare(found, wanted.get(1)) <= 0;
            default -> throw DeskRefusal.unknownValue("condition");
        };
    }

    private static List<String> wanted(JsonNode criterion) {
        List<String> wanted = new ArrayList<>();
        JsonNode given = criterion.has("values") ? criterion.path("values") : criterion.path("value");
        if (given.isArray()) {
            given.forEach(value -> wanted.add(text(value)));
        } else {
            wanted.add(text(given));
        }
        return wanted;
    }

    /** A field of a row as text: a reference as its name, a time as milliseconds. */
    static String value(JsonNode row, String field) {
        JsonNode node = row;
        for (String part : field.split("\\.", -1)) {
            node = node.path(part);
        }
        return text(node);
    }

    private static String text(JsonNode node) {
        for (String member : DATES_AND_PEOPLE) {
            if (node.isObject() && node.has(member)) {
                return node.path(member).asText("");
            }
        }
        return node.asText("");
    }

    static int compare(String one, String other) {
        String number = "-?\\d{1,18}";
        return one.matches(number) && other.matches(number)
                ? Long.compare(Long.parseLong(one), Long.parseLong(other))
                : lower(one).compareTo(lower(other));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
