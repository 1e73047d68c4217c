package io.cemfleet.runtime.problem;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Turns every error of every endpoint into problem+json; unexpected errors are logged, and answered without internals.
 */
@Order(0)
@RestControllerAdvice
public final class ProblemHandler extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);

    /** Rethrows these, so that Spring Security's filter chain answers them. */
    @ExceptionHandler({AccessDeniedException.class, AuthenticationException.class, RequestRejectedException.class})
    void refused(RuntimeException e) {
        throw e;
    }

    @ExceptionHandler(Exception.class)
    ResponseEntity<ProblemDetail> unforeseen(Exception e) {
        Optional<ProblemException> later = UnavailableDatabase.problem(e);
        if (later.isPresent()) {
            LOG.warn("a request is refused until the database is free: {}", e.getMessage());
            return ResponseEntity.status(later.get().getStatusCode())
                    .headers(later.get().getHeaders())
                    .body(later.get().getBody());
        }
        LOG.error("a request failed unexpectedly", e);
        return ResponseEntity.internalServerError()
                .body(ProblemDetail.forStatusAndDetail(
                        HttpStatus.INTERNAL_SERVER_ERROR, "the request could not be handled; it may be sent again"));
    }
}
