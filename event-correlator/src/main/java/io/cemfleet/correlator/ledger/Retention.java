package io.cemfleet.correlator.ledger;

import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets alerts that are old; those of open incidents, and alarms that are active, stay. */
@Component("alertRetention")
class Retention {
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Duration keep;

    Retention(JdbcClient jdbc, Clock clock, @Value("${cem.correlator.ledger.keep:30d}") Duration keep) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.keep = keep;
    }

    @Scheduled(initialDelayString = "10m", fixedDelayString = "1h")
    void forget() {
        var before = AlertLedger.utc(clock.instant().minus(keep));
        jdbc.sql(
                        """
                        delete from alert where received_at < :before and not exists (
                            select 1 from incident i
                            where i.incident_key = alert.incident_key and i.closed_at is null)""")
                .param("before", before)
                .update();
        jdbc.sql("delete from source_alarm where not active and changed_at < :before")
                .param("before", before)
                .update();
    }
}
