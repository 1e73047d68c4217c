package io.cemfleet.a2a.contract;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.cemfleet.runtime.json.AgentJson;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The details of messages: records in Java, JSON as all agents write it. */
final class DetailsJson {
    /** For it a number is no text, and lists and maps have no null elements. */
    private static final JsonMapper LENIENT = lenient(AgentJson.MAPPER.copy());

    private static final SnakeCaseStrategy SNAKE = new SnakeCaseStrategy();

    private DetailsJson() {}

    private static JsonMapper lenient(JsonMapper mapper) {
        mapper.enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS);
        mapper.coercionConfigFor(LogicalType.Textual)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
        for (Class<?> container : List.of(List.class, Map.class)) {
            mapper.configOverride(container).setSetterInfo(JsonSetter.Value.forContentNulls(Nulls.SKIP));
        }
        return mapper;
    }

    /** The members on the wire, in the order of the record; absent values are left out. */
    static Map<String, Object> members(Object details) {
        return AgentJson.MAPPER.convertValue(details, new TypeReference<>() {});
    }

    /** The details in this form; empty where they have another form. */
    static <D> Optional<D> read(Map<String, Object> members, Class<D> form) {
        try {
            return Optional.of(AgentJson.MAPPER.convertValue(members, form));
        } catch (IllegalArgumentException anotherForm) {
            return Optional.empty();
        }
    }

    /**
     * The details in this form as far as they have it. A member of another type counts as absent, and so do elements of
     * lists and entries of maps.
     */
    static <D> D readLeniently(Map<String, Object> members, Class<D> form) {
        Map<String, @Nullable Object> readable = new LinkedHashMap<>();
        for (RecordComponent component : form.getRecordComponents()) {
            String name = SNAKE.translate(component.getName());
            Object value = members.get(name);
            if (value instanceof String || !component.getType().isEnum()) {
                readable.put(name, readable(component.getType(), name, value, form));
            }
        }
        return LENIENT.convertValue(readable, form);
    }

    private static @Nullable Object readable(Class<?> type, String name, @Nullable Object value, Class<?> form) {
        if (fits(name, value, form)) {
            return value;
        }
        Object rest =
                switch (value) {
                    case Collection<?> all
                    when type == List.class ->
                        all.stream()
                                .filter(one -> fits(name, Collections.singletonList(one), form))
                                .toList();
                    case Map<?, ?> all
                    when type == Map.class -> {
                        Map<Object, Object> entries = new LinkedHashMap<>(all);
                        entries.entrySet()
                                .removeIf(one ->
                                        !fits(name, Collections.singletonMap(one.getKey(), one.getValue()), form));
                        yield entries;
                    }
                    case null, default -> null;
                };
        return fits(name, rest, form) ? rest : null;
    }

    private static boolean fits(String name, @Nullable Object value, Class<?> form) {
        try {
            LENIENT.convertValue(Collections.singletonMap(name, value), form);
            return true;
        } catch (IllegalArgumentException another) {
            return false;
        }
    }
}
