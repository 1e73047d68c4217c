package io.cemfleet.runtime.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/**
 * JSON as all agents write and read it, on the wire and in their stores: snake_case, times as ISO 8601 text, absent
 * values left out. A reader ignores members that it does not know, so that a newer sender can add some, and takes no text
 * for a number.
 */
public final class AgentJson {

    /** For code that runs without a Spring context, or writes the contract's JSON in a static method. */
    public static final JsonMapper MAPPER = configured(JsonMapper.builder()
            .addModules(new JavaTimeModule(), new Jdk8Module())
            .build());

    private AgentJson() {}

    /** The same mapper with the settings applied. */
    public static <M extends ObjectMapper> M configured(M mapper) {
        mapper.setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL)
                .disable(
                        SerializationFeature.WRITE_DATES_AS_TIMESTAMPS,
                        SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .setConfig(mapper.getDeserializationConfig().without(MapperFeature.ALLOW_COERCION_OF_SCALARS));
        return mapper;
    }
}
