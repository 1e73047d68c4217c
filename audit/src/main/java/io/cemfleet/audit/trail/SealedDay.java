package io.cemfleet.audit.trail;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One day of the trail, sealed after its end. Its signature covers all of it but the drop.
 *
 * @param day UTC; every row of the sealed day was recorded on it
 * @param previousHash the hash before its first row
 * @param lastHash the hash of its last row, which covers all rows before it
 * @param sealedAt to the microsecond
 * @param drop null while the rows are there
 */
public record SealedDay(
        LocalDate day,
        long firstSequence,
        long lastSequence,
        String previousHash,
        String lastHash,
        Instant sealedAt,
        TrailSignature seal,
        @Nullable DroppedDay drop) {

    /** Retention dropped the rows and kept the root; signed, so that no one else can declare rows dropped. */
    public record DroppedDay(Instant droppedAt, TrailSignature seal) {}

    /** The statement that is signed when a day is sealed. */
    public static String statement(
            LocalDate day, long first, long last, String previousHash, String lastHash, Instant sealedAt) {
        return String.join(
                "\n",
                "cem-fleet audit segment 1",
                day.toString(),
                Long.toString(first),
                Long.toString(last),
                previousHash,
                lastHash,
                sealedAt.toString());
    }

    public String statement() {
        return statement(day, firstSequence, lastSequence, previousHash, lastHash, sealedAt);
    }

    /** The statement that is signed when a day's rows are dropped. */
    public static String dropStatement(LocalDate day, String lastHash, Instant droppedAt) {
        return String.join("\n", "cem-fleet audit drop 1", day.toString(), lastHash, droppedAt.toString());
    }
}
