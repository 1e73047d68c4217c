package io.cemfleet.audit.seal;

import io.cemfleet.audit.trail.SealedEvent;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rows in the binary format of PostgreSQL's COPY: each text is encoded as a whole, once, so that the bytes that are
 * stored are the bytes that were hashed, wherever a buffer of the driver happens to end.
 */
final class BinaryCopy {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    private static final Instant POSTGRES_EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final int COLUMNS = 11;
    private static final int NULL = -1;
    private static final int END = -1;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    private BinaryCopy() {}

    /**
     * The rows as {@code COPY … FROM STDIN BINARY} takes them, in the order of {@link TrailStore}'s columns.
     *
     * @throws IllegalArgumentException when a text holds a surrogate without its pair, which UTF-8 has no bytes for
     */
    static byte[] of(List<SealedEvent> rows) {
        BinaryCopy copy = new BinaryCopy();
        try {
            copy.out.write(SIGNATURE);
            copy.out.writeInt(0);
            copy.out.writeInt(0);
            for (SealedEvent row : rows) {
                copy.row(row);
            }
            copy.out.writeShort(END);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return copy.bytes.toByteArray();
    }

    private void row(SealedEvent event) throws IOException {
        out.writeShort(COLUMNS);
        number(event.sequence());
        uuid(event.eventId());
        text(event.eventType());
        text(event.incidentId());
        text(event.actor());
        text(event.sourceAgent());
        instant(event.occurredAt());
        instant(event.recordedAt());
        text(event.record());
        text(event.previousHash());
        text(event.hash());
    }

    private void number(long value) throws IOException {
        out.writeInt(Long.BYTES);
        out.writeLong(value);
    }

    private void uuid(UUID value) throws IOException {
        out.writeInt(2 * Long.BYTES);
        out.writeLong(value.getMostSignificantBits());
        out.writeLong(value.getLeastSignificantBits());
    }

    private void instant(Instant value) throws IOException {
        number(ChronoUnit.MICROS.between(POSTGRES_EPOCH, value));
    }

    private void text(@Nullable String value) throws IOException {
        if (value == null) {
            out.writeInt(NULL);
            return;
        }
        requirePairs(value);
        byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
        out.writeInt(encoded.length);
        out.write(encoded);
    }

    /** Java would write a question mark in place of a lone surrogate. */
    private static void requirePairs(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isSurrogate(text.charAt(i))) {
                continue;
            }
            if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
                throw new IllegalArgumentException("the text holds a surrogate without its pair");
            }
            i++;
        }
    }
}
