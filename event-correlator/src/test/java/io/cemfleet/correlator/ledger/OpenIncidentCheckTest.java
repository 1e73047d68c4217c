package io.cemfleet.correlator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.correlator.CorrelatorFixtures;
import io.cemfleet.runtime.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class OpenIncidentCheckTest {
    private static final Duration AGE = Duration.ofSeconds(1);

    private final JdbcClient jdbc = JdbcClient.create(CorrelatorFixtures.database());
    private final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final OpenIncidentCheck incidents = new OpenIncidentCheck(jdbc, clock);

    private void openAnIncident() {
        jdbc.sql(
                        """
                        insert into incident (incident_id, incident_key, domain, sequence, decision, opened_at)
                        values ('INC-2026-0001', 'key', 'domain', 1, '{}', now())""")
                .update();
    }

    @Test
    void anAnswerServesAlertsUntilItIsTooOld() {
        assertThat(incidents.anyWithin(AGE)).isFalse();
        openAnIncident();

        assertThat(incidents.anyWithin(AGE)).isFalse();
        assertThat(incidents.any()).isTrue();
        clock.move(AGE.plusMillis(1));
        assertThat(incidents.anyWithin(AGE)).isTrue();
    }

    @Test
    void anAnswerFromTheFutureOfAClockThatWasSetBackIsNotUsed() {
        assertThat(incidents.anyWithin(AGE)).isFalse();
        openAnIncident();

        clock.move(Duration.ofHours(-1));

        assertThat(incidents.anyWithin(AGE)).isTrue();
    }
}
