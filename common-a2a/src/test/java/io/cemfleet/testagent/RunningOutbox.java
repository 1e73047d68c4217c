package io.cemfleet.testagent;

import io.cemfleet.a2a.contract.LogEvent;
import io.cemfleet.a2a.outbox.Outbox;
import io.cemfleet.runtime.testing.ManualClock;
import java.time.Clock;
import java.time.Instant;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** An agent whose messages go out by a clock that the test moves; its breakers stay closed. */
@Import(RunningOutbox.AdjustableClock.class)
@TestPropertySource(
        properties = {
            "cem.a2a.outbox.poll-interval=20ms",
            "resilience4j.circuitbreaker.configs.default.failure-rate-threshold=100",
            "resilience4j.circuitbreaker.configs.default.minimum-number-of-calls=10000"
        })
abstract class RunningOutbox extends RunningTestAgent {
    static final ManualClock CLOCK = new ManualClock(Instant.parse("2026-01-10T12:00:00Z"));

    @Autowired
    JdbcClient jdbc;

    @Autowired
    private Outbox outbox;

    @Autowired
    TransactionTemplate transactions;

    @TestConfiguration
    static class AdjustableClock {
        @Bean
        Clock clock() {
            return CLOCK;
        }
    }

    /** Stores an event with this number in a lane, in the caller's transaction or in one of its own. */
    void send(String lane, int number) {
        send(lane, A2aTestAgent.event(lane, number));
    }

    void send(String lane, LogEvent.Request event) {
        transactions.executeWithoutResult(status -> outbox.send(LogEvent.TYPE, lane, event));
    }

    int waiting() {
        return count("select count(*) from a2a_outbox where not dead");
    }

    int dead() {
        return count("select count(*) from a2a_outbox where dead");
    }

    int count(String sql) {
        return jdbc.sql(sql).query(Integer.class).single();
    }
}
