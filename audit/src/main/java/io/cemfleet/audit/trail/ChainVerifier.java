package io.cemfleet.audit.trail;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Walks rows in order of sequence and reports the first one that differs from what was sealed. A row that does not match is
 * evaluated together with the next one, which shows whether it was changed or inserted.
 */
public final class ChainVerifier {
    /** How many inserted or removed rows, with all later ones renumbered, can still be named. */
    private static final int REACH = 1000;

    private final Map<String, Long> passed = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > REACH;
        }
    };

    private final TrailNotes notes;
    private final List<TrailNote> annotated = new ArrayList<>();
    private long sequence;
    private String hash;
    private @Nullable SealedEvent suspect;
    private @Nullable ChainFlaw flaw;

    /** @param sequence of the first row that is not as sealed, or that is not there */
    public record ChainFlaw(long sequence, String reason) {}

    /**
     * A check of the rows after one that is known to be good; 0 and {@link HashChain#GENESIS} for all.
     *
     * @param notes signed, on rows that count as good although they are not as sealed
     */
    public ChainVerifier(long sequence, String hash, TrailNotes notes) {
        this.notes = notes;
        this.sequence = sequence;
        this.hash = hash;
        passed.put(hash, sequence);
    }

    /**
     * Checks the next row.
     *
     * @return whether it is good, as far as is known now
     */
    public boolean next(SealedEvent row) {
        if (flaw != null) {
            return false;
        }
        if (suspect != null) {
            flaw = judge(suspect, row);
            return false;
        }
        if (row.sequence() <= sequence) {
            flaw = new ChainFlaw(row.sequence(), "row " + row.sequence() + " was put in");
        } else if (row.sequence() > sequence + 1) {
            flaw = missing(sequence + 1, row.sequence() - 1);
        } else if (!(row.previousHash().equals(hash) && (row.matchesItsHash() || isAnnotated(row)))) {
            suspect = row;
        } else {
            sequence = row.sequence();
            hash = row.hash();
            passed.put(hash, sequence);
            return true;
        }
        return false;
    }

    private boolean isAnnotated(SealedEvent row) {
        Optional<TrailNote> note = notes.covering(row);
        note.ifPresent(annotated::add);
        return note.isPresent();
    }

    /** The notes that were needed so far. */
    public List<TrailNote> annotated() {
        return annotated;
    }

    /** Whether a flaw is found, so that no further row matters. */
    public boolean decided() {
        return flaw != null;
    }

    /** The last good row. */
    public long sequence() {
        return sequence;
    }

    /** The hash of the last good row. */
    public String hash() {
        return hash;
    }

    /** The first flaw, null when there is none; to be called after the last row. */
    public @Nullable ChainFlaw flaw() {
        if (flaw == null && suspect != null) {
            flaw = judge(suspect, null);
        }
        return flaw;
    }

    static ChainFlaw missing(long first, long last) {
        return new ChainFlaw(
                first,
                first == last ? "row " + first + " is missing" : "rows " + first + " to " + last + " are missing");
    }

    private ChainFlaw judge(SealedEvent row, @Nullable SealedEvent next) {
        long at = row.sequence();
        Long original = passed.get(row.hash());
        if (original != null) {
            return new ChainFlaw(at, "row " + at + " was put in: it is a copy of row " + original);
        }
        if (next != null && (fits(next, hash, at) || fits(next, hash, next.sequence()))) {
            return new ChainFlaw(at, "row " + at + " was put in");
        }
        if (row.previousHash().equals(hash)) {
            return fits(row, hash, at)
                    ? new ChainFlaw(at, "row " + at + ": its columns do not say what its record says")
                    : new ChainFlaw(at, "row " + at + ": its record was changed");
        }
        Long follows = passed.get(row.previousHash());
        if (follows != null && (fits(row, row.previousHash(), follows + 1) || fits(row, row.previousHash(), at))) {
            return new ChainFlaw(follows + 1, "row " + (follows + 1) + " was put in");
        }
        for (int taken = 1; taken <= REACH; taken++) {
            if (fits(row, row.previousHash(), at + taken)) {
                return new ChainFlaw(at, missing(at, at + taken - 1).reason() + ", and later ones were renumbered");
            }
        }
        return fits(row, row.previousHash(), at)
                ? new ChainFlaw(at - 1, "row " + (at - 1) + " was changed, and its hash with it")
                : new ChainFlaw(at, "row " + at + " does not follow the row before it");
    }

    private static boolean fits(SealedEvent row, String previousHash, long sequence) {
        return row.previousHash().equals(previousHash)
                && row.hash().equals(HashChain.hash(previousHash, sequence, row.record()));
    }
}
