package io.cemfleet.runtime.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLTransientConnectionException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;

class UnavailableDatabaseTest {

    static List<Exception> whatPasses() {
        return List.of(
                new CannotCreateTransactionException("no connection in time"),
                new CannotGetJdbcConnectionException("no connection in time", new SQLTransientConnectionException()),
                new CannotAcquireLockException("the row is locked"),
                new QueryTimeoutException("too slow"));
    }

    @ParameterizedTest
    @MethodSource("whatPasses")
    void whatPassesIsA503WithATimeToComeBack(Exception failure) {
        var answer = new ProblemHandler().unforeseen(failure);

        assertThat(answer.getStatusCode().value()).isEqualTo(503);
        assertThat(answer.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("1");
    }

    @Test
    void aFaultOfTheRequestIsNone() {
        assertThat(UnavailableDatabase.problem(new DataIntegrityViolationException("too long")))
                .isEmpty();
        assertThat(UnavailableDatabase.problem(new IllegalStateException("surprise")))
                .isEmpty();
        assertThat(new ProblemHandler()
                        .unforeseen(new IllegalStateException("surprise"))
                        .getStatusCode()
                        .value())
                .isEqualTo(500);
    }
}
