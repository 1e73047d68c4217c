package io.cemfleet.audit.trail;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A signed note on a row that a fault stored otherwise than it was hashed. It is a record of the trail and covers one
 * state of one row: a later change of the row is detected as before.
 *
 * @param sequence of the row
 * @param hash of the row, hexadecimal
 * @param stored {@link #digest} of the row as found
 * @param repairs the repairs that restore the hashed text, which proves that nothing else was changed; empty when none
 *     were found, so that the signature alone vouches for the row
 * @param notedAt to the microsecond
 */
public record TrailNote(
        long sequence,
        String hash,
        String stored,
        List<Repair> repairs,
        String reason,
        Instant notedAt,
        @Nullable TrailSignature seal) {
    public TrailNote {
        repairs = List.copyOf(repairs);
    }

    /**
     * One character that was stored as two question marks.
     *
     * @param column of the row
     * @param offset of the first question mark, in UTF-16 units
     * @param codePoint that was hashed, beyond the basic plane
     */
    public record Repair(Column column, int offset, int codePoint) {

        /** A column that holds text of a caller. */
        public enum Column {
            RECORD,
            INCIDENT_ID,
            ACTOR,
            SOURCE_AGENT
        }

        String in(String text) {
            boolean marks = offset >= 0 && offset + 2 <= text.length() && text.startsWith("??", offset);
            return marks && Character.isSupplementaryCodePoint(codePoint)
                    ? text.substring(0, offset) + Character.toString(codePoint) + text.substring(offset + 2)
                    : text;
        }
    }

    /** The statement that is signed. */
    public String statement() {
        String places = repairs.stream()
                .map(r -> r.column() + " " + r.offset() + " " + r.codePoint())
                .collect(Collectors.joining(","));
        return String.join(
                "\n",
                "cem-fleet audit note 1",
                Long.toString(sequence),
                hash,
                stored,
                places,
                reason,
                notedAt.toString());
    }

    public TrailNote signed(TrailSignature by) {
        return new TrailNote(sequence, hash, stored, repairs, reason, notedAt, by);
    }

    /** Whether the text that was hashed is known. */
    public boolean proves() {
        return !repairs.isEmpty();
    }

    /** Whether this note covers the row in its present state. */
    boolean covers(SealedEvent row) {
        return row.sequence() == sequence
                && row.hash().equals(hash)
                && digest(row).equals(stored)
                && (!proves() || repaired(row).matchesItsHash());
    }

    /** The row with the text that was hashed. */
    SealedEvent repaired(SealedEvent row) {
        SealedEvent made = row;
        for (Repair repair : repairs) {
            made = made.with(repair);
        }
        return made;
    }

    /** SHA-256 over all columns of a row, hexadecimal. */
    public static String digest(SealedEvent row) {
        StringBuilder all = new StringBuilder("cem-fleet audit row 1");
        for (Object column : Arrays.asList(
                row.sequence(),
                row.eventId(),
                row.eventType(),
                row.incidentId(),
                row.actor(),
                row.sourceAgent(),
                row.occurredAt(),
                row.recordedAt(),
                row.record(),
                row.previousHash(),
                row.hash())) {
            String text = String.valueOf(column);
            all.append('\n').append(text.length()).append(' ').append(text);
        }
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(all.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
