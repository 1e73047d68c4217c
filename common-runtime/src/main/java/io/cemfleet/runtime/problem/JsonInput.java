package io.cemfleet.runtime.problem;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.cemfleet.runtime.input.SafeText;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;

/**
 * Reads untrusted JSON: 400 for input that is not JSON, 422 with the field for invalid values. Unsafe text, null
 * elements of lists and implausible times are invalid at every place.
 */
public final class JsonInput {
    private static final PropertyNamingStrategies.SnakeCaseStrategy SNAKE =
            new PropertyNamingStrategies.SnakeCaseStrategy();

    private static final int LONGEST_MESSAGE = 300;

    private final ObjectMapper mapper;
    private final Validator validator;

    public JsonInput(ObjectMapper mapper, Validator validator) {
        this.mapper = strict(mapper);
        this.validator = validator;
    }

    private static ObjectMapper strict(ObjectMapper mapper) {
        ObjectMapper strict = mapper.copy();
        for (Class<?> list : List.of(Collection.class, List.class, Set.class)) {
            strict.configOverride(list).setSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL));
        }
        return strict.registerModule(
                new SimpleModule("times").addDeserializer(Instant.class, new SourceTimeDeserializer()));
    }

    /**
     * Parses bytes.
     *
     * @throws ProblemException 400 when they are not one JSON value, 422 naming each field with unsafe text
     */
    public JsonNode tree(byte[] body) {
        JsonNode node = parse(body);
        List<FieldProblem> unsafe = UnsafeTextFinder.in(node);
        if (!unsafe.isEmpty()) {
            throw ProblemException.unprocessable("text that cannot be stored", unsafe);
        }
        return node;
    }

    /**
     * Parses bytes whose text is checked later, such as each element of a batch by itself: {@link UnsafeTextFinder}.
     *
     * @throws ProblemException 400 when they are not one JSON value
     */
    public JsonNode parse(byte[] body) {
        try {
            JsonNode node = mapper.reader()
                    .with(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readTree(body);
            if (node == null || node.isMissingNode()) {
                throw new ProblemException(HttpStatus.BAD_REQUEST, "the body is empty, JSON is expected");
            }
            return node;
        } catch (IOException e) {
            throw new ProblemException(HttpStatus.BAD_REQUEST, "the body is not JSON");
        }
    }

    /**
     * Binds and validates.
     *
     * @throws ProblemException 422 naming each field that is missing, of a wrong type or out of range
     */
    public <T> T read(JsonNode node, Class<T> type) {
        T value;
        try {
            value = mapper.treeToValue(node, type);
        } catch (JsonMappingException e) {
            throw ProblemException.unprocessable("a field has the wrong type", List.of(fieldOf(e)));
        } catch (JsonProcessingException e) {
            throw ProblemException.unprocessable("cannot be read: " + e.getOriginalMessage(), List.of());
        }
        if (value == null) {
            throw ProblemException.unprocessable("an object is expected", List.of(new FieldProblem("", "is null")));
        }
        Set<ConstraintViolation<T>> violations = validator.validate(value);
        if (!violations.isEmpty()) {
            throw ProblemException.unprocessable("fields are missing or out of range", problems(violations));
        }
        return value;
    }

    private static FieldProblem fieldOf(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        String message =
                SafeText.cut(e.getOriginalMessage().lines().findFirst().orElse("has the wrong type"), LONGEST_MESSAGE);
        String plain = message.replaceAll("`[\\w.$]*\\.(\\w+(\\$\\w+)?)`", "$1");
        return new FieldProblem(path.toString(), plain.contains("java.") ? "has the wrong type" : plain);
    }

    private static <T> List<FieldProblem> problems(Set<ConstraintViolation<T>> violations) {
        return violations.stream()
                .map(v -> new FieldProblem(SNAKE.translate(v.getPropertyPath().toString()), v.getMessage()))
                .sorted(Comparator.comparing(FieldProblem::field))
                .collect(Collectors.toList());
    }
}
