package io.cemfleet.audit;

import io.cemfleet.a2a.testing.PeerStub;
import io.cemfleet.runtime.testing.FleetPostgres;
import io.cemfleet.runtime.testing.ManualClock;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.util.ReflectionTestUtils;

/** The agent with a database and a clock that a test sets. */
@Import(TrailTestBase.SetClock.class)
public abstract class TrailTestBase {
    protected static final ManualClock CLOCK = new ManualClock(Instant.parse("2026-01-10T12:00:00Z"));
    private static final PeerStub PEERS = PeerStub.start();

    @Autowired
    protected JdbcClient jdbc;

    @Autowired
    private ApplicationContext context;

    @TestConfiguration
    static class SetClock {
        @Bean
        Clock clock() {
            return CLOCK;
        }
    }

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        FleetPostgres.register(registry, "audit");
        PEERS.register(registry);
    }

    /** An empty trail at this moment, whose rows a test may change until its end. */
    protected void emptyTrail(Instant beginning) {
        jdbc.sql("alter table audit_event disable trigger audit_event_append_only")
                .update();
        jdbc.sql("delete from audit_event").update();
        jdbc.sql("delete from audit_segment").update();
        jdbc.sql("delete from audit_head").update();
        ReflectionTestUtils.setField(context.getBean("trailHeadTracker"), "known", null);
        CLOCK.set(beginning);
    }

    @AfterEach
    void rowsCannotBeChanged() {
        jdbc.sql("alter table audit_event enable trigger audit_event_append_only")
                .update();
    }
}
