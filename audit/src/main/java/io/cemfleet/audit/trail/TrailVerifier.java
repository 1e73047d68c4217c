package io.cemfleet.audit.trail;

import io.cemfleet.audit.trail.ChainVerifier.ChainFlaw;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Verifies a whole trail: signatures, that sealed days join, every row, and the signed head. */
public final class TrailVerifier {
    private static final int NOTES_SHOWN = 100;

    private final VerificationKeys keys;
    private final List<TrailHead> witnesses = new ArrayList<>();
    private final Deque<SealedDay> open = new ArrayDeque<>();
    private TrailNotes notes = TrailNotes.none();
    private ChainVerifier chain = new ChainVerifier(0, HashChain.GENESIS, notes);
    private long start;
    private long rooted;
    private int segments;
    private @Nullable ChainFlaw denied;
    private @Nullable ChainFlaw flaw;

    /**
     * The result of the verification.
     *
     * @param events good rows before the first flaw
     * @param brokenAt the sequence of the first row that is not as sealed, null when all are
     * @param segments sealed days, those whose rows were dropped too
     * @param head the sequence that the signed head ends at, null when there is none
     * @param annotated good rows that a signed note covers, because a fault stored them otherwise than they were hashed
     * @param notes the first {@value #NOTES_SHOWN} of these notes
     */
    public record TrailVerdict(
            boolean valid,
            long events,
            @Nullable Long brokenAt,
            @Nullable String reason,
            int segments,
            @Nullable Long head,
            int annotated,
            List<AnnotatedRow> notes) {}

    /**
     * A row that a note covers.
     *
     * @param proven whether the text that was hashed is known from the note, so that only the fault can have changed it
     */
    public record AnnotatedRow(long sequence, String reason, boolean proven, Instant notedAt) {}

    public TrailVerifier(VerificationKeys keys) {
        this.keys = keys;
    }

    /**
     * Runs the verification.
     *
     * @param kept a head that was stored elsewhere earlier, null for none: only this reveals a trail that was reset as
     *     a whole, with its signed head, to an earlier state
     */
    public TrailVerdict check(TrailSource source, @Nullable TrailHead kept) throws SQLException, IOException {
        TrailHead head = source.head();
        notes = TrailNotes.of(source, keys);
        chain = new ChainVerifier(0, HashChain.GENESIS, notes);
        for (SealedDay segment : source.segments()) {
            join(segment);
        }
        witness(head, "the signed head");
        witness(kept, "the head that was kept");
        if (flaw == null) {
            source.walk(this::row);
        }
        if (flaw == null) {
            flaw = chain.flaw();
        }
        if (flaw == null) {
            flaw = denied;
        }
        if (flaw == null) {
            flaw = end(head);
        }
        long events = chain.sequence() - start;
        Long signed = head == null ? null : head.sequence();
        List<AnnotatedRow> shown = chain.annotated().stream()
                .limit(NOTES_SHOWN)
                .map(note -> new AnnotatedRow(note.sequence(), note.reason(), note.proves(), note.notedAt()))
                .toList();
        int annotated = chain.annotated().size();
        return flaw == null
                ? new TrailVerdict(true, events, null, null, segments, signed, annotated, shown)
                : new TrailVerdict(false, events, flaw.sequence(), flaw.reason(), segments, signed, annotated, shown);
    }

    private void join(SealedDay segment) {
        SealedDay last = open.peekLast();
        long before = last == null ? start : last.lastSequence();
        String hash = last == null ? chain.hash() : last.lastHash();
        SealedDay.DroppedDay drop = segment.drop();
        segments++;
        if (flaw != null) {
            return;
        }
        if (!keys.hold(segment.statement(), segment.seal())) {
            flaw = new ChainFlaw(
                    segment.firstSequence(), "the root of " + segment.day() + " does not bear its signature");
        } else if (segment.firstSequence() != before + 1
                || !segment.previousHash().equals(hash)) {
            flaw = new ChainFlaw(before + 1, "a segment before " + segment.day() + " is missing");
        } else if (drop == null) {
            open.add(segment);
        } else if (last != null
                || !keys.hold(
                        SealedDay.dropStatement(segment.day(), segment.lastHash(), drop.droppedAt()), drop.seal())) {
            flaw = new ChainFlaw(
                    segment.firstSequence(), "the rows of " + segment.day() + " were not dropped by retention");
        } else {
            start = segment.lastSequence();
            chain = new ChainVerifier(start, segment.lastHash(), notes);
        }
    }

    private void witness(@Nullable TrailHead head, String name) {
        if (head == null || flaw != null) {
            return;
        }
        if (keys.hold(head.statement(), head.seal())) {
            witnesses.add(head);
        } else {
            flaw = new ChainFlaw(head.sequence(), name + " does not bear its signature");
        }
    }

    /**
     * A hash that a signature contradicts is reported only when the next row follows it: else the chain names the row
     * itself.
     */
    private boolean row(SealedEvent row) {
        if (!chain.next(row)) {
            return !chain.decided();
        }
        if (denied != null) {
            flaw = denied;
            return false;
        }
        SealedDay segment = open.peekFirst();
        if (segment != null && !segment.day().equals(LocalDate.ofInstant(row.recordedAt(), ZoneOffset.UTC))) {
            flaw = new ChainFlaw(row.sequence(), "row " + row.sequence() + " was not recorded on " + segment.day());
        }
        for (TrailHead head : witnesses) {
            if (head.sequence() == row.sequence() && !head.hash().equals(row.hash())) {
                denied = rewritten(row, "a signed head");
            }
        }
        if (segment != null && row.sequence() == segment.lastSequence()) {
            if (!row.hash().equals(segment.lastHash())) {
                denied = rewritten(row, "the signed root of " + segment.day());
            }
            open.removeFirst();
            rooted = row.sequence();
        }
        return flaw == null;
    }

    private @Nullable ChainFlaw end(@Nullable TrailHead head) {
        SealedDay segment = open.peekLast();
        long signed = Math.max(start, segment == null ? 0 : segment.lastSequence());
        for (TrailHead witness : witnesses) {
            signed = Math.max(signed, witness.sequence());
        }
        long last = chain.sequence();
        if (last < signed) {
            return new ChainFlaw(
                    last + 1,
                    ChainVerifier.missing(last + 1, signed).reason() + ": the trail was signed up to " + signed);
        }
        if (head == null) {
            return last == 0 ? null : new ChainFlaw(last, "no signed head says that the trail ends at row " + last);
        }
        return last == head.sequence()
                ? null
                : new ChainFlaw(
                        head.sequence() + 1, "row " + (head.sequence() + 1) + " was put in after the signed head");
    }

    private ChainFlaw rewritten(SealedEvent last, String against) {
        long first = Math.max(start, rooted) + 1;
        return new ChainFlaw(
                first, "rows " + first + " to " + last.sequence() + " were rewritten: " + against + " says otherwise");
    }
}
