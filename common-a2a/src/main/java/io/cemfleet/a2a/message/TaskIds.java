package io.cemfleet.a2a.message;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Task ids as keys of effects: UUIDv5 (RFC 9562) of what the effect is, so that a crash repeats the same id. */
public final class TaskIds {
    private static final UUID NAMESPACE = UUID.fromString("5c0ffee5-ce4f-5ee7-8000-c0a2a0000001");

    private TaskIds() {}

    /** The key of one attempt at one step of one protection under one plan. */
    public static UUID of(String incidentId, String protection, String step, long planRevision, int attempt) {
        return of(incidentId + '|' + protection + '|' + step + '|' + planRevision + '|' + attempt);
    }

    /** The key of anything that has a name. */
    public static UUID of(String name) {
        MessageDigest sha1 = sha1();
        sha1.update(ByteBuffer.allocate(16)
                .putLong(NAMESPACE.getMostSignificantBits())
                .putLong(NAMESPACE.getLeastSignificantBits())
                .array());
        ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
        long high = (hash.getLong() & ~0xF000L) | 0x5000L;
        long low = (hash.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low);
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
