package io.cemfleet.audit.seal;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.LogEvent;
import io.cemfleet.audit.trail.JdbcTrail;
import io.cemfleet.audit.trail.SealedEvent;
import io.cemfleet.audit.trail.SplitSurrogateSearch;
import io.cemfleet.audit.trail.TrailNote;
import io.cemfleet.audit.trail.TrailNote.Repair;
import io.cemfleet.audit.trail.TrailNotes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Writes signed notes into the trail on rows that an earlier version stored otherwise than it hashed them. On its own
 * it annotates only what the hash proves; other rows need an administrator. Rows are never rewritten.
 */
@Component
public class TrailAnnotator {
    private static final Logger LOG = LoggerFactory.getLogger(TrailAnnotator.class);
    private static final int ROWS_AT_ONCE = 1000;
    private static final long BYTES_TO_HASH = 2_000_000_000L;

    private final SealedDayStore segments;
    private final SigningKey key;
    private final DataSource database;
    private final TrailSealer sealer;
    private final Clock clock;
    /** Digests of rows that were searched in vain; as many as rows can be broken. */
    private final Set<String> unexplained = new HashSet<>();

    TrailAnnotator(SealedDayStore segments, SigningKey key, DataSource database, TrailSealer sealer, Clock clock) {
        this.segments = segments;
        this.key = key;
        this.database = database;
        this.sealer = sealer;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void atStart() {
        Thread.ofVirtual().name("annotator").start(this::annotateSplitPairs);
    }

    /** Annotates the rows behind the last sealed day whose text the hash proves. */
    public synchronized void annotateSplitPairs() {
        try {
            for (SealedEvent row : suspects()) {
                Optional<List<Repair>> repairs = SplitSurrogateSearch.repairs(row, BYTES_TO_HASH);
                if (repairs.isPresent()) {
                    seal(note(row, repairs.get(), SplitSurrogateSearch.REASON), "audit")
                            .join();
                    LOG.warn("row {} is annotated: {}", row.sequence(), SplitSurrogateSearch.REASON);
                } else {
                    unexplained.add(TrailNote.digest(row));
                    LOG.error("row {} does not match its hash, and its text could not be restored", row.sequence());
                }
            }
        } catch (SQLException | IOException | RuntimeException e) {
            LOG.warn("the trail could not be searched for rows to annotate: {}", e.getMessage());
        }
    }

    /**
     * Annotates one row on an administrator's responsibility. Only rows that hold two question marks and whose hash
     * does not match are accepted, which is what the fault leaves behind.
     *
     * @param actor the responsible administrator
     * @return the note once it is in the trail, empty when the row is none of these
     */
    public Optional<TrailNote> accept(long sequence, String reason, String actor) throws SQLException, IOException {
        SealedEvent row = row(sequence);
        if (row == null || !SplitSurrogateSearch.suspects(row)) {
            return Optional.empty();
        }
        TrailNote note = note(row, List.of(), reason);
        seal(note, actor).join();
        return Optional.of(note);
    }

    private List<SealedEvent> suspects() throws SQLException, IOException {
        List<SealedEvent> found = new ArrayList<>();
        long sealed = segments.last().map(last -> last.lastSequence()).orElse(0L);
        try (JdbcTrail trail = new JdbcTrail(database.getConnection())) {
            TrailNotes notes = TrailNotes.of(trail, key.known());
            trail.walk(sealed, row -> {
                if (SplitSurrogateSearch.suspects(row)
                        && notes.covering(row).isEmpty()
                        && !unexplained.contains(TrailNote.digest(row))) {
                    found.add(row);
                }
                return found.size() < ROWS_AT_ONCE;
            });
        }
        return found;
    }

    private @Nullable SealedEvent row(long sequence) throws SQLException, IOException {
        List<SealedEvent> next = new ArrayList<>();
        try (JdbcTrail trail = new JdbcTrail(database.getConnection())) {
            trail.walk(sequence - 1, row -> {
                next.add(row);
                return false;
            });
        }
        return next.isEmpty() || next.getFirst().sequence() != sequence ? null : next.getFirst();
    }

    private TrailNote note(SealedEvent row, List<Repair> repairs, String reason) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        TrailNote note = new TrailNote(row.sequence(), row.hash(), TrailNote.digest(row), repairs, reason, now, null);
        return note.signed(key.sign(note.statement()));
    }

    private CompletableFuture<SealOutcome> seal(TrailNote note, String actor) {
        UUID id = UUID.nameUUIDFromBytes(
                ("trail note " + note.sequence() + " " + note.stored()).getBytes(StandardCharsets.UTF_8));
        return sealer.seal(new LogEvent.Request(
                id, AuditEventType.TRAIL_ANNOTATED, null, actor, "audit", note.notedAt(), TrailNotes.details(note)));
    }
}
