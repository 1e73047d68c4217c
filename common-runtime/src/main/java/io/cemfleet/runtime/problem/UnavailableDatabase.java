package io.cemfleet.runtime.problem;

import java.time.Duration;
import java.util.Optional;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.CannotCreateTransactionException;

/** Tells a database that is busy or gone from a fault of the request: the same request may succeed later. */
public final class UnavailableDatabase {
    private static final Duration LATER = Duration.ofSeconds(1);

    private UnavailableDatabase() {}

    /**
     * 503 with Retry-After where no connection was free or none could be opened, a row lock was not, or the database gave
     * up a statement for a reason that passes; empty for any other failure.
     */
    public static Optional<ProblemException> problem(Exception failure) {
        return passes(failure)
                ? Optional.of(ProblemException.later(
                        HttpStatus.SERVICE_UNAVAILABLE, "the database is busy; the request may be sent again", LATER))
                : Optional.empty();
    }

    /** Whether Spring says of the failure that the same statement may succeed later. */
    public static boolean passes(Throwable failure) {
        return failure instanceof CannotCreateTransactionException
                || failure instanceof DataAccessResourceFailureException
                || failure instanceof TransientDataAccessException;
    }
}
