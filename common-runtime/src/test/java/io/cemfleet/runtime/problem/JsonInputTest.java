package io.cemfleet.runtime.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cemfleet.runtime.testing.FleetJson;
import jakarta.validation.Validation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonInputTest {
    private final JsonInput input = new JsonInput(
            FleetJson.MAPPER, Validation.buildDefaultValidatorFactory().getValidator());

    record Sample(@Nullable List<String> links, @Nullable Instant endsAt, @Nullable Map<String, Object> details) {}

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"alarm\":{\"id\":\"x\\u0000y\"}}           | alarm.id",
                "{\"list\":[\"ok\",{\"b\":\"\\ud800\"}]}        | list[1].b",
                "{\"a\\u0001\":1}                              | a\uFFFD",
                "{\"details\":{\"note\":\"\\u001b[2J\"}}        | details.note"
            })
    void unsafeTextIsRefusedByTheNameOfItsField(String body, String field) {
        assertThat(errors(refusal(body))).extracting(FieldProblem::field).containsExactly(field);
        assertThat(refusal(body).getStatusCode().value()).isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"links\":[null]}                                  | links[0]",
                "{\"links\":[\"a\",null]}                            | links[1]",
                "{\"ends_at\":\"+292278994-08-17T07:12:55Z\"}        | ends_at",
                "{\"ends_at\":\"1999-12-31T23:59:59Z\"}              | ends_at",
                "{\"ends_at\":\"2026-01-19 10:30\"}                  | ends_at",
                "{\"ends_at\":1e300}                                 | ends_at",
                "{\"ends_at\":99999999999999999999999}               | ends_at"
            })
    void nullElementsAndImplausibleTimesAreRefusedByTheNameOfTheirField(String body, String field) {
        ProblemException refused = refusal(body);

        assertThat(refused.getStatusCode().value()).isEqualTo(422);
        assertThat(errors(refused)).extracting(FieldProblem::field).containsExactly(field);
    }

    @Test
    void whatFitsIsReadIncludingNullsInFreeDetails() {
        Sample read = read("{\"links\":[\"a-b\"],\"ends_at\":\"2026-01-19T10:30:00+0000\",\"details\":{\"x\":null}}");

        assertThat(read.links()).containsExactly("a-b");
        assertThat(read.endsAt()).isEqualTo("2026-01-19T10:30:00Z");
        assertThat(read.details()).containsEntry("x", null);
    }

    @Test
    void bytesThatAreNotUtf8AreNotJson() {
        byte[] body = {'"', (byte) 0xC3, (byte) 0x28, '"'};

        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> input.tree(body));

        assertThat(refused.getStatusCode().value()).isEqualTo(400);
    }

    private Sample read(String body) {
        return input.read(input.tree(body.getBytes(StandardCharsets.UTF_8)), Sample.class);
    }

    @SuppressWarnings("unchecked")
    private static List<FieldProblem> errors(ProblemException refused) {
        Map<String, Object> properties =
                Objects.requireNonNull(refused.getBody().getProperties());
        return Objects.requireNonNull((List<FieldProblem>) properties.get("errors"));
    }

    private ProblemException refusal(String body) {
        return catchThrowableOfType(ProblemException.class, () -> read(body));
    }
}
