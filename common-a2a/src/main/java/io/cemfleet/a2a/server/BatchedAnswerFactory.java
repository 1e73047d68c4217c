package io.cemfleet.a2a.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.a2a.message.BatchedAnswer;
import io.cemfleet.a2a.message.TaskAnswer;
import io.cemfleet.runtime.problem.ProblemException;
import io.cemfleet.runtime.problem.UnavailableDatabase;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Builds the answers to the tasks of a batch; each says what the task would have been answered alone. */
final class BatchedAnswerFactory {
    private static final Logger LOG = LoggerFactory.getLogger(BatchedAnswerFactory.class);
    private static final Duration LATER = Duration.ofSeconds(1);

    private final ObjectMapper mapper;

    BatchedAnswerFactory(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** The answer to a task that runs now, whatever becomes of it. */
    BatchedAnswer of(BatchEntry entry, Supplier<TaskAnswer> run) {
        try {
            TaskAnswer answer = run.get();
            return new BatchedAnswer(
                    answer.taskId(), TaskController.status(answer).value(), answer, null, null);
        } catch (ErrorResponseException e) {
            return refused(entry, e);
        } catch (RuntimeException e) {
            Optional<ProblemException> later = UnavailableDatabase.problem(e);
            if (later.isPresent()) {
                return refused(entry, later.get());
            }
            LOG.error("a task of a batch failed unexpectedly", e);
            return problem(
                    entry, HttpStatus.INTERNAL_SERVER_ERROR, "the request could not be handled; it may be sent again");
        }
    }

    BatchedAnswer refused(BatchEntry entry, ErrorResponseException refusal) {
        String pause = refusal.getHeaders().getFirst(HttpHeaders.RETRY_AFTER);
        return answer(entry, refusal.getBody(), pause == null ? null : Integer.valueOf(pause));
    }

    BatchedAnswer notRun(BatchEntry entry) {
        return problem(
                entry, HttpStatus.FAILED_DEPENDENCY, "an earlier task of the same incident must be sent again first");
    }

    BatchedAnswer busy(BatchEntry entry) {
        return refused(
                entry, ProblemException.later(HttpStatus.SERVICE_UNAVAILABLE, "too many tasks are running", LATER));
    }

    BatchedAnswer stillRunning(BatchEntry entry) {
        return problem(entry, HttpStatus.SERVICE_UNAVAILABLE, "the task did not end in time; send it again");
    }

    private BatchedAnswer problem(BatchEntry entry, HttpStatus status, String detail) {
        return answer(entry, ProblemDetail.forStatusAndDetail(status, detail), null);
    }

    private BatchedAnswer answer(BatchEntry entry, ProblemDetail problem, @Nullable Integer retryAfter) {
        return new BatchedAnswer(entry.taskId(), problem.getStatus(), null, mapper.valueToTree(problem), retryAfter);
    }
}
