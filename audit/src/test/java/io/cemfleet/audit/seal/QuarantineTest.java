package io.cemfleet.audit.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.LogEvent;
import io.cemfleet.audit.AuditFixtures;
import io.cemfleet.audit.TrailTestBase;
import io.cemfleet.audit.trail.JdbcTrail;
import io.cemfleet.audit.trail.TrailVerifier;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.test.context.SpringBootTest;

/** One event that cannot be stored stops no other; a database that is away stops none for good. */
@SpringBootTest
class QuarantineTest extends TrailTestBase {

    @Autowired
    private TrailSealer sealer;

    @Autowired
    private SealerHealth health;

    @Autowired
    private SigningKey key;

    @Autowired
    private DataSource database;

    @Autowired
    private MeterRegistry meters;

    @BeforeEach
    void nothingPutAside() {
        CLOCK.set(Instant.parse("2026-01-10T12:00:00Z"));
        jdbc.sql("delete from audit_put_aside").update();
    }

    @Test
    void whatCannotBeStoredIsPutAsideAndItsNeighboursAreSealed() throws Exception {
        List<LogEvent.Request> events = new ArrayList<>();
        Set<Integer> poisoned = Set.of(0, 17, 18, 99);
        for (int i = 0; i < 100; i++) {
            events.add(poisoned.contains(i) ? AuditFixtures.poisoned() : AuditFixtures.telling("event " + i));
        }

        List<CompletableFuture<SealOutcome>> outcomes =
                events.stream().map(sealer::seal).toList();

        for (int i = 0; i < 100; i++) {
            assertThat(outcomes.get(i).get())
                    .isInstanceOf(poisoned.contains(i) ? SealOutcome.Quarantined.class : SealOutcome.Sealed.class);
        }
        assertThat(jdbc.sql("select reason from audit_put_aside")
                        .query(String.class)
                        .list())
                .hasSize(4)
                .allMatch(reason -> reason.startsWith("SQLSTATE 22021"));
        assertThat(health.health().getStatus()).isEqualTo(new Status("PUT_ASIDE"));
        assertThat(meters.get("cem.audit.put.aside").counter().count()).isGreaterThanOrEqualTo(4);
        assertThat(isValid()).isTrue();
    }

    @Test
    void aTextThatIsTooLongForAnIndexIsPutAsideWithItsReason() throws Exception {
        StringBuilder text = new StringBuilder();
        new Random(1).ints(6000, '0', 'z').forEach(c -> text.append((char) c));
        LogEvent.Request event = AuditFixtures.event(text.toString(), AuditEventType.ERROR, Map.of());

        SealOutcome outcome = sealer.seal(event).get();

        assertThat(outcome).isInstanceOf(SealOutcome.Quarantined.class);
        assertThat(((SealOutcome.Quarantined) outcome).reason())
                .contains("index")
                .doesNotContain(text.substring(0, 50));
    }

    @Test
    void aDatabaseThatIsAwayIsWaitedForAndTheStandstillShows() throws Exception {
        jdbc.sql("alter table audit_event rename to away").update();
        CompletableFuture<SealOutcome> sealing = sealer.seal(AuditFixtures.telling("waits"));
        CLOCK.move(Duration.ofSeconds(SealerHealth.STALLED_SECONDS));

        await().during(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(sealing).isNotDone());
        assertThat(health.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
        jdbc.sql("alter table away rename to audit_event").update();

        assertThat(sealing.get()).isInstanceOf(SealOutcome.Sealed.class);
        await().untilAsserted(() -> assertThat(health.health().getStatus()).isNotEqualTo(Status.OUT_OF_SERVICE));
        assertThat(isValid()).isTrue();
    }

    private boolean isValid() throws Exception {
        try (JdbcTrail trail = new JdbcTrail(database.getConnection())) {
            return new TrailVerifier(key.known()).check(trail, null).valid();
        }
    }
}
