package io.cemfleet.runtime.problem;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** An error that is answered with an RFC 9457 problem. */
public final class ProblemException extends ErrorResponseException {
    private static final long serialVersionUID = 1L;

    private final HttpHeaders headers = new HttpHeaders();

    public ProblemException(HttpStatus status, String detail) {
        this(status, detail, List.of());
    }

    public ProblemException(HttpStatus status, String detail, List<FieldProblem> errors) {
        this(status, detail, errors, null);
    }

    private ProblemException(
            HttpStatus status, String detail, List<FieldProblem> errors, @Nullable Duration retryAfter) {
        super(status);
        getBody().setDetail(detail);
        if (!errors.isEmpty()) {
            getBody().setProperty("errors", errors);
        }
        if (retryAfter != null) {
            headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(Math.max(1, retryAfter.toSeconds())));
        }
    }

    /** 422 with the fields that are wrong. */
    public static ProblemException unprocessable(String detail, List<FieldProblem> errors) {
        return new ProblemException(HttpStatus.UNPROCESSABLE_ENTITY, detail, errors);
    }

    /** 429 or 503 with Retry-After. */
    public static ProblemException later(HttpStatus status, String detail, Duration retryAfter) {
        return new ProblemException(status, detail, List.of(), retryAfter);
    }

    @Override
    public HttpHeaders getHeaders() {
        return headers;
    }
}
