package io.cemfleet.correlator.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Checks whether any incident is open: without one, no traffic is being steered. */
@Repository
public class OpenIncidentCheck {
    private final JdbcClient jdbc;
    private final Clock clock;
    private volatile @Nullable LastCheck last;

    private record LastCheck(boolean any, Instant at) {}

    OpenIncidentCheck(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Whether an incident is open now. */
    public boolean any() {
        return jdbc.sql("select exists (select 1 from incident where closed_at is null)")
                .query(Boolean.class)
                .single();
    }

    /** Whether one was open at some moment that is at most this long ago; callers that wait share a query. */
    public boolean anyWithin(Duration age) {
        LastCheck known = fresh(age);
        return known == null ? checked(age) : known.any();
    }

    private synchronized boolean checked(Duration age) {
        LastCheck known = fresh(age);
        if (known == null) {
            Instant now = clock.instant();
            known = new LastCheck(any(), now);
            last = known;
        }
        return known.any();
    }

    /** An answer does not live longer when the clock is set back. */
    private @Nullable LastCheck fresh(Duration age) {
        LastCheck known = last;
        Instant now = clock.instant();
        return known == null
                        || known.at().isBefore(now.minus(age))
                        || known.at().isAfter(now)
                ? null
                : known;
    }
}
