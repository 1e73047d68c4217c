package io.cemfleet.audit.trail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A trail in memory: ten rows a day, each day sealed but the last, its end signed; and ways to tamper with it. */
final class InMemoryTrail implements TrailSource {
    static final int ROWS_A_DAY = 10;
    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");
    private static final KeyPair KEY = key();

    final List<SealedEvent> rows = new ArrayList<>();
    final List<SealedDay> segments = new ArrayList<>();

    @Nullable
    TrailHead head;

    static VerificationKeys keys() {
        return new VerificationKeys(List.of(KEY.getPublic()));
    }

    InMemoryTrail(int count) {
        for (int i = 1; i <= count; i++) {
            rows.add(row(i, "row " + i, hashBefore(i - 1)));
        }
        for (int first = 0; first + ROWS_A_DAY < count; first += ROWS_A_DAY) {
            segments.add(segment(rows.get(first), rows.get(first + ROWS_A_DAY - 1)));
        }
        head = head(rows.getLast());
    }

    private String hashBefore(int index) {
        return index == 0 ? HashChain.GENESIS : rows.get(index - 1).hash();
    }

    TrailVerifier.TrailVerdict check() {
        return check(null);
    }

    TrailVerifier.TrailVerdict check(@Nullable TrailHead kept) {
        try {
            return new TrailVerifier(keys()).check(this, kept);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Changes a row's record, and its hash too if so wanted. */
    void change(int sequence, boolean hashToo) {
        SealedEvent row = rows.get(sequence - 1);
        SealedEvent changed = row(sequence, "changed", row.previousHash());
        rows.set(sequence - 1, hashToo ? changed : with(changed, sequence, row.previousHash(), row.hash()));
    }

    void remove(int sequence) {
        rows.remove(sequence - 1);
    }

    /** Puts a row before the one at a sequence, which goes up by one as all later ones do. */
    void insert(int sequence, boolean goodHash) {
        SealedEvent row = row(sequence, "put in", hashBefore(sequence - 1));
        rows.add(sequence - 1, goodHash ? row : with(row, sequence, row.previousHash(), "f".repeat(64)));
        renumber();
    }

    /** Gives all rows the numbers 1, 2, 3, … */
    void renumber() {
        for (int i = 0; i < rows.size(); i++) {
            SealedEvent row = rows.get(i);
            rows.set(i, with(row, i + 1, row.previousHash(), row.hash()));
        }
    }

    /** Makes hashes that fit for all rows from one on. */
    void rechain(int sequence) {
        for (int i = sequence - 1; i < rows.size(); i++) {
            SealedEvent row = rows.get(i);
            String before = hashBefore(i);
            rows.set(i, with(row, i + 1, before, HashChain.hash(before, i + 1, row.record())));
        }
    }

    /** Marks the oldest day that is kept as dropped, signed or not, and takes its rows. */
    void drop(boolean signed) {
        int oldest = (int) segments.stream().filter(s -> s.drop() != null).count();
        SealedDay segment = segments.get(oldest);
        Instant now = BEGINNING.plus(Duration.ofDays(500));
        TrailSignature seal =
                sign(signed ? SealedDay.dropStatement(segment.day(), segment.lastHash(), now) : "anything");
        segments.set(
                oldest,
                new SealedDay(
                        segment.day(),
                        segment.firstSequence(),
                        segment.lastSequence(),
                        segment.previousHash(),
                        segment.lastHash(),
                        segment.sealedAt(),
                        segment.seal(),
                        new SealedDay.DroppedDay(now, seal)));
        rows.removeIf(row -> row.sequence() <= segment.lastSequence());
    }

    static TrailHead head(SealedEvent last) {
        return new TrailHead(
                last.sequence(),
                last.hash(),
                last.recordedAt(),
                sign(TrailHead.statement(last.sequence(), last.hash(), last.recordedAt())));
    }

    static SealedEvent row(long sequence, String text, String previousHash) {
        UUID id = new UUID(sequence, text.hashCode());
        Instant at =
                BEGINNING.plus(Duration.ofDays((sequence - 1) / ROWS_A_DAY)).plusSeconds(sequence);
        String record = "{\"event_id\":\"" + id + "\",\"event_type\":\"error\",\"actor\":\"a\",\"source_agent\":\"a\","
                + "\"occurred_at\":\"" + at + "\",\"details\":{\"text\":\"" + text + "\"}}";
        return new SealedEvent(
                sequence,
                id,
                "error",
                null,
                "a",
                "a",
                at,
                at,
                record,
                previousHash,
                HashChain.hash(previousHash, sequence, record));
    }

    static SealedEvent with(SealedEvent row, long sequence, String previousHash, String hash) {
        return new SealedEvent(
                sequence,
                row.eventId(),
                row.eventType(),
                row.incidentId(),
                row.actor(),
                row.sourceAgent(),
                row.occurredAt(),
                row.recordedAt(),
                row.record(),
                previousHash,
                hash);
    }

    private static SealedDay segment(SealedEvent first, SealedEvent last) {
        LocalDate day = LocalDate.ofInstant(first.recordedAt(), ZoneOffset.UTC);
        Instant at = last.recordedAt().plus(Duration.ofDays(1));
        String statement =
                SealedDay.statement(day, first.sequence(), last.sequence(), first.previousHash(), last.hash(), at);
        return new SealedDay(
                day, first.sequence(), last.sequence(), first.previousHash(), last.hash(), at, sign(statement), null);
    }

    private static TrailSignature sign(String statement) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(KEY.getPrivate());
            signature.update(statement.getBytes(StandardCharsets.UTF_8));
            return new TrailSignature(
                    VerificationKeys.id(KEY.getPublic()), Base64.getEncoder().encodeToString(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static KeyPair key() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public List<SealedDay> segments() {
        return segments;
    }

    @Override
    public @Nullable TrailHead head() {
        return head;
    }

    @Override
    public void walk(Visitor visitor) throws IOException {
        for (SealedEvent row : rows) {
            if (!visitor.take(row)) {
                return;
            }
        }
    }
}
