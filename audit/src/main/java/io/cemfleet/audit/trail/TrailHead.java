package io.cemfleet.audit.trail;

import java.time.Instant;

/**
 * The signed end of the trail: rows up to it cannot be removed, nor others added after it, unnoticed.
 *
 * @param signedAt to the microsecond
 */
public record TrailHead(long sequence, String hash, Instant signedAt, TrailSignature seal) {

    /** The statement that is signed. */
    public static String statement(long sequence, String hash, Instant signedAt) {
        return String.join("\n", "cem-fleet audit head 1", Long.toString(sequence), hash, signedAt.toString());
    }

    public String statement() {
        return statement(sequence, hash, signedAt);
    }
}
