package io.cemfleet.audit.trail;

import org.jspecify.annotations.Nullable;

/** Walks the trail row by row and tells the first thing that is wrong with it. */
public final class ChainCheck {
    private final RecordReader reader;
    private String previousHash = Chain.GENESIS;
    private long events;
    private @Nullable Verdict broken;

    /** Reads a record's own words, to hold the columns against them. */
    public interface RecordReader {
        boolean agrees(SealedEvent row);
    }

    /**
     * What the check found.
     *
     * @param brokenAt the sequence of the first row that is not as sealed, null when all are
     */
    public record Verdict(boolean valid, long events, @Nullable Long brokenAt, @Nullable String reason) {}

    public ChainCheck(RecordReader reader) {
        this.reader = reader;
    }

    /** Looks at the next row; rows come in order of sequence. */
    public void next(SealedEvent row) {
        if (broken != null) {
            return;
        }
        long expected = events + 1;
        if (row.sequence() != expected) {
            broken = wrong(expected, "row " + expected + " is missing");
        } else if (!row.previousHash().equals(previousHash)) {
            broken = wrong(expected, "it does not follow the row before it");
        } else if (!row.hash().equals(Chain.hash(previousHash, row.sequence(), row.record()))) {
            broken = wrong(expected, "its record was changed");
        } else if (!reader.agrees(row)) {
            broken = wrong(expected, "its columns do not say what its record says");
        } else {
            events = expected;
            previousHash = row.hash();
        }
    }

    public Verdict verdict() {
        return broken == null ? new Verdict(true, events, null, null) : broken;
    }

    private Verdict wrong(long sequence, String reason) {
        return new Verdict(false, events, sequence, reason);
    }
}
