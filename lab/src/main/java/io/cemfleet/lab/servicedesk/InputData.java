package io.cemfleet.lab.servicedesk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The one parameter that the API knows: JSON in {@code input_data}. A raw JSON body is ignored. */
final class InputData {
    private static final ObjectReader JSON =
            JsonMapper.builder().build().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private InputData() {}

    /** The query of a read; an empty object when there is none. */
    static JsonNode ofRead(HttpServletRequest request) {
        JsonNode given = parsed(request.getParameter("input_data"));
        return given == null ? JsonNodeFactory.instance.objectNode() : given;
    }

    /** The entity of a write, under one of its possible names. */
    static JsonNode ofWrite(HttpServletRequest request, String... names) {
        JsonNode given = parsed(request.getParameter("input_data"));
        if (given == null) {
            throw DeskRefusal.mandatory("input_data");
        }
        given.fieldNames().forEachRemaining(name -> {
            if (!Set.of(names).contains(name)) {
                throw DeskRefusal.extraKey(name);
            }
        });
        for (String name : names) {
            if (given.has(name)) {
                if (!given.path(name).isObject()) {
                    throw DeskRefusal.wrongType(name);
                }
                return given.path(name);
            }
        }
        throw DeskRefusal.mandatory(names[0]);
    }

    private static @Nullable JsonNode parsed(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            JsonNode node = JSON.readTree(text);
            if (!node.isObject()) {
                throw DeskRefusal.unreadable();
            }
            return node;
        } catch (JsonProcessingException e) {
            throw DeskRefusal.unreadable();
        }
    }
}
