package io.cemfleet.runtime.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cemfleet.runtime.problem.ProblemException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class BoundedRequestTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final UnauthenticatedBodyBudget budget = new UnauthenticatedBodyBudget(150);

    @Test
    void aBodyUpToItsLimitIsRead() throws Exception {
        try (var request = new BoundedRequest(body(100), 100, PATIENCE, budget)) {
            assertThat(request.getInputStream().readAllBytes()).hasSize(100);
        }
    }

    @Test
    void aBodyBeyondItsLimitIsTooLargeAlsoWhereNoLengthWasAnnounced() {
        try (var request = new BoundedRequest(body(101), 100, PATIENCE, budget)) {
            assertThatThrownBy(() -> request.getInputStream().readAllBytes())
                    .isInstanceOfSatisfying(
                            ProblemException.class, e -> assertThat(status(e)).isEqualTo(413));
        }
    }

    @Test
    void bodiesOfStrangersShareABudgetThatEachGivesBack() throws Exception {
        try (var first = new BoundedRequest(body(100), 100, PATIENCE, budget)) {
            first.getInputStream().readAllBytes();
            try (var second = new BoundedRequest(body(100), 100, PATIENCE, budget)) {
                assertThatThrownBy(() -> second.getInputStream().readAllBytes())
                        .isInstanceOfSatisfying(ProblemException.class, e -> assertThat(status(e))
                                .isEqualTo(503));
            }
        }
        try (var third = new BoundedRequest(body(100), 100, PATIENCE, budget)) {
            assertThat(third.getInputStream().readAllBytes()).hasSize(100);
        }
    }

    @Test
    void aBodyThatTakesTooLongIsGivenUp() {
        try (var request = new BoundedRequest(body(10), 100, Duration.ZERO.minusSeconds(1), null)) {
            assertThatThrownBy(() -> request.getInputStream().readAllBytes())
                    .isInstanceOfSatisfying(
                            ProblemException.class, e -> assertThat(status(e)).isEqualTo(408));
        }
    }

    private static int status(ProblemException e) {
        return e.getStatusCode().value();
    }

    private static MockHttpServletRequest body(int bytes) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/webhooks/pca");
        request.setContent(new byte[bytes]);
        return request;
    }
}
