package io.cemfleet.audit.seal;

import io.cemfleet.audit.AuditSettings;
import io.cemfleet.audit.trail.ChainVerifier;
import io.cemfleet.audit.trail.HashChain;
import io.cemfleet.audit.trail.JdbcTrail;
import io.cemfleet.audit.trail.SealedDay;
import io.cemfleet.audit.trail.SealedEvent;
import io.cemfleet.audit.trail.TrailNotes;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Seals each day after its end, and drops days that retention no longer keeps. The due days follow from the rows, so
 * that the next run catches up on a missed one; a day whose rows do not verify is not signed.
 */
@Component
public class DaySealer {
    private static final Logger LOG = LoggerFactory.getLogger(DaySealer.class);

    private final SealedDayStore store;
    private final SigningKey key;
    private final DataSource database;
    private final TrailAnnotator annotator;
    private final AuditSettings settings;
    private final Clock clock;

    DaySealer(
            SealedDayStore store,
            SigningKey key,
            DataSource database,
            TrailAnnotator annotator,
            AuditSettings settings,
            Clock clock) {
        this.store = store;
        this.key = key;
        this.database = database;
        this.annotator = annotator;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "${cem.audit.segment-check:1m}", fixedDelayString = "${cem.audit.segment-check:1m}")
    void keep() {
        try {
            sealDue();
            dropDue();
        } catch (SQLException | IOException | RuntimeException e) {
            LOG.error("days of the trail could not be sealed or dropped: {}", e.getMessage());
        }
    }

    /**
     * Seals all days that have ended.
     *
     * @return how many
     */
    public int sealDue() throws SQLException, IOException {
        if (store.firstUnsealedDay().filter(day -> day.isBefore(openDay())).isEmpty()) {
            return 0;
        }
        DayCutter days;
        try (JdbcTrail trail = new JdbcTrail(database.getConnection())) {
            days = new DayCutter(store.last().orElse(null), TrailNotes.of(trail, key.known()));
            trail.walk(days.chain.sequence(), days::take);
        }
        ChainVerifier.ChainFlaw flaw = days.chain.flaw();
        if (flaw == null) {
            days.finish();
        } else {
            annotator.annotateSplitPairs();
            LOG.error("the trail is broken, days from there on are not sealed: {}", flaw.reason());
        }
        return (int) days.ended.stream().filter(store::add).count();
    }

    /**
     * Drops the rows of days that are older than retention keeps; their roots stay.
     *
     * @return how many days
     */
    public int dropDue() {
        LocalDate oldest = openDay().minusDays(settings.keep().toDays());
        int dropped = 0;
        for (SealedDay segment : store.kept(oldest)) {
            Instant now = now();
            String statement = SealedDay.dropStatement(segment.day(), segment.lastHash(), now);
            long rows = store.drop(segment.day(), new SealedDay.DroppedDay(now, key.sign(statement)));
            LOG.info("{} rows of {} were dropped, its root is kept", rows, segment.day());
            dropped++;
        }
        return dropped;
    }

    /** The first day that may still get rows, from this instance or from one whose clock is behind. */
    private LocalDate openDay() {
        return LocalDate.ofInstant(clock.instant().minus(settings.segmentDelay()), ZoneOffset.UTC);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Cuts good rows into days. */
    private final class DayCutter {
        private final List<SealedDay> ended = new ArrayList<>();
        private final ChainVerifier chain;
        private @Nullable SealedEvent first;
        private @Nullable SealedEvent last;

        DayCutter(@Nullable SealedDay before, TrailNotes notes) {
            this.chain = before == null
                    ? new ChainVerifier(0, HashChain.GENESIS, notes)
                    : new ChainVerifier(before.lastSequence(), before.lastHash(), notes);
        }

        boolean take(SealedEvent row) {
            if (!chain.next(row)) {
                return !chain.decided();
            }
            if (last != null && !day(row).equals(day(last))) {
                finish();
            }
            if (!day(row).isBefore(openDay())) {
                return false;
            }
            first = first == null ? row : first;
            last = row;
            return true;
        }

        void finish() {
            if (first != null && last != null) {
                ended.add(seal(first, last));
                first = null;
                last = null;
            }
        }

        private SealedDay seal(SealedEvent from, SealedEvent to) {
            Instant now = now();
            String statement =
                    SealedDay.statement(day(from), from.sequence(), to.sequence(), from.previousHash(), to.hash(), now);
            return new SealedDay(
                    day(from),
                    from.sequence(),
                    to.sequence(),
                    from.previousHash(),
                    to.hash(),
                    now,
                    key.sign(statement),
                    null);
        }

        private static LocalDate day(SealedEvent row) {
            return LocalDate.ofInstant(row.recordedAt(), ZoneOffset.UTC);
        }
    }
}
