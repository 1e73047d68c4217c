package io.cemfleet.audit.trail;

import io.cemfleet.audit.trail.ChainCheck.Flaw;
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

/** Checks a whole trail: signatures, that segments join, every row, and the end that was signed. */
public final class TrailCheck {
    private static final int NOTES_SHOWN = 100;

    private final SealKeys keys;
    private final List<Head> witnesses = new ArrayList<>();
    private final Deque<Segment> open = new ArrayDeque<>();
    private TrailNotes notes = TrailNotes.none();
    private ChainCheck chain = new ChainCheck(0, Chain.GENESIS, notes);
    private long start;
    private long rooted;
    private int segments;
    private @Nullable Flaw denied;
    private @Nullable Flaw flaw;

    /**
     * What the check found.
     *
     * @param events good rows before the first flaw
     * @param brokenAt the sequence of the first row that is not as sealed, null when all are
     * @param segments sealed days, those whose rows were dropped too
     * @param head the sequence that the signed head ends at, null when there is none
     * @param annotated good rows that a signed note speaks for, because a fault stored them otherwise than they were hashed
     * @param notes the first {@value #NOTES_SHOWN} of these notes
     */
    public record Verdict(
            boolean valid,
            long events,
            @Nullable Long brokenAt,
            @Nullable String reason,
            int segments,
            @Nullable Long head,
            int annotated,
            List<Annotated> notes) {}

    /**
     * A row that a note speaks for.
     *
     * @param proven whether the text that was hashed is known from the note, so that only the fault can have changed it
     */
    public record Annotated(long sequence, String reason, boolean proven, Instant notedAt) {}

    public TrailCheck(SealKeys keys) {
        this.keys = keys;
    }

    /**
     * Runs the check.
     *
     * @param kept a head that was noted elsewhere earlier, null for none: the only thing that shows a trail which was
     *     put back as a whole, signed end and all, to what it was before
     */
    public Verdict check(TrailSource source, @Nullable Head kept) throws SQLException, IOException {
        Head head = source.head();
        notes = TrailNotes.of(source, keys);
        chain = new ChainCheck(0, Chain.GENESIS, notes);
        for (Segment segment : source.segments()) {
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
        List<Annotated> shown = chain.annotated().stream()
                .limit(NOTES_SHOWN)
                .map(note -> new Annotated(note.sequence(), note.reason(), note.proves(), note.notedAt()))
                .toList();
        int annotated = chain.annotated().size();
        return flaw == null
                ? new Verdict(true, events, null, null, segments, signed, annotated, shown)
                : new Verdict(false, events, flaw.sequence(), flaw.reason(), segments, signed, annotated, shown);
    }

    private void join(Segment segment) {
        Segment last = open.peekLast();
        long before = last == null ? start : last.lastSequence();
        String hash = last == null ? chain.hash() : last.lastHash();
        Segment.Drop drop = segment.drop();
        segments++;
        if (flaw != null) {
            return;
        }
        if (!keys.hold(segment.statement(), segment.seal())) {
            flaw = new Flaw(segment.firstSequence(), "the root of " + segment.day() + " does not bear its signature");
        } else if (segment.firstSequence() != before + 1
                || !segment.previousHash().equals(hash)) {
            flaw = new Flaw(before + 1, "a segment before " + segment.day() + " is missing");
        } else if (drop == null) {
            open.add(segment);
        } else if (last != null
                || !keys.hold(
                        Segment.dropStatement(segment.day(), segment.lastHash(), drop.droppedAt()), drop.seal())) {
            flaw = new Flaw(segment.firstSequence(), "the rows of " + segment.day() + " were not dropped by retention");
        } else {
            start = segment.lastSequence();
            chain = new ChainCheck(start, segment.lastHash(), notes);
        }
    }

    private void witness(@Nullable Head head, String name) {
        if (head == null || flaw != null) {
            return;
        }
        if (keys.hold(head.statement(), head.seal())) {
            witnesses.add(head);
        } else {
            flaw = new Flaw(head.sequence(), name + " does not bear its signature");
        }
    }

    /** A hash that a signature denies is told only when the next row follows it: else the chain names the row itself. */
    private boolean row(SealedEvent row) {
        if (!chain.next(row)) {
            return !chain.decided();
        }
        if (denied != null) {
            flaw = denied;
            return false;
        }
        Segment segment = open.peekFirst();
        if (segment != null && !segment.day().equals(LocalDate.ofInstant(row.recordedAt(), ZoneOffset.UTC))) {
            flaw = new Flaw(row.sequence(), "row " + row.sequence() + " was not recorded on " + segment.day());
        }
        for (Head head : witnesses) {
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

    private @Nullable Flaw end(@Nullable Head head) {
        Segment segment = open.peekLast();
        long signed = Math.max(start, segment == null ? 0 : segment.lastSequence());
        for (Head witness : witnesses) {
            signed = Math.max(signed, witness.sequence());
        }
        long last = chain.sequence();
        if (last < signed) {
            return new Flaw(
                    last + 1, ChainCheck.missing(last + 1, signed).reason() + ": the trail was signed up to " + signed);
        }
        if (head == null) {
            return last == 0 ? null : new Flaw(last, "no signed head says that the trail ends at row " + last);
        }
        return last == head.sequence()
                ? null
                : new Flaw(head.sequence() + 1, "row " + (head.sequence() + 1) + " was put in after the signed head");
    }

    private Flaw rewritten(SealedEvent last, String against) {
        long first = Math.max(start, rooted) + 1;
        return new Flaw(
                first, "rows " + first + " to " + last.sequence() + " were rewritten: " + against + " says otherwise");
    }
}
