package io.cemfleet.lab.control;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** The control API's errors (RFC 9457). */
final class ControlProblems {

    private ControlProblems() {}

    static ResponseEntity<Object> notFound(String detail) {
        return answer(ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, detail));
    }

    static ResponseEntity<Object> conflict(String detail) {
        return answer(ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, detail));
    }

    static ResponseEntity<Object> unprocessable(String field, String message) {
        ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_ENTITY, field + ": " + message);
        problem.setProperty("errors", List.of(Map.of("field", field, "message", message)));
        return answer(problem);
    }

    private static ResponseEntity<Object> answer(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
