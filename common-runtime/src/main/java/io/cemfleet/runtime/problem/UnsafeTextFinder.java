package io.cemfleet.runtime.problem;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.runtime.input.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds text in a JSON tree that no store accepts. */
public final class UnsafeTextFinder {
    private static final int MOST = 20;

    private final List<FieldProblem> found = new ArrayList<>();

    private UnsafeTextFinder() {}

    /** The fields with such text, by their path, at most 20 of them. */
    public static List<FieldProblem> in(JsonNode tree) {
        if (isSafe(tree)) {
            return List.of();
        }
        UnsafeTextFinder search = new UnsafeTextFinder();
        search.look(tree, "");
        return search.found;
    }

    /** Whether there is none; most trees have none, and then no path is built. */
    private static boolean isSafe(JsonNode node) {
        if (node.isTextual()) {
            return SafeText.fault(node.textValue()) == null;
        }
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                if (SafeText.fault(field.getKey()) != null || !isSafe(field.getValue())) {
                    return false;
                }
            }
        } else if (node.isArray()) {
            for (JsonNode element : node) {
                if (!isSafe(element)) {
                    return false;
                }
            }
        }
        return true;
    }

    private void look(JsonNode node, String path) {
        if (found.size() >= MOST) {
            return;
        }
        if (node.isTextual()) {
            judge(node.textValue(), path);
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String below = (path.isEmpty() ? "" : path + '.') + SafeText.clean(SafeText.cut(field.getKey(), 100));
            judge(field.getKey(), below);
            look(field.getValue(), below);
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            look(node.get(i), path + '[' + i + ']');
        }
    }

    private void judge(String text, String path) {
        String fault = SafeText.fault(text);
        if (fault != null) {
            found.add(new FieldProblem(path, fault));
        }
    }
}
