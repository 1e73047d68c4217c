package io.cemfleet.lab.simulator;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** Refusals of this package's control calls (RFC 9457). */
final class SimulationProblems {
    private SimulationProblems() {}

    static Map<String, String> error(String field, String message) {
        return Map.of("field", field, "message", message);
    }

    static Map<String, String> oneOf(String field, Enum<?>[] values) {
        return error(
                field,
                "one of "
                        + String.join(
                                ", ",
                                Arrays.stream(values)
                                        .map(v -> v.name().toLowerCase(Locale.ROOT))
                                        .toList()));
    }

    static ResponseEntity<?> unprocessable(List<Map<String, String>> errors) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.UNPROCESSABLE_ENTITY,
                errors.getFirst().get("field") + ": " + errors.getFirst().get("message"));
        problem.setProperty("errors", errors);
        return ResponseEntity.unprocessableEntity().body(problem);
    }
}
