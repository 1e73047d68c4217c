package io.cemfleet.audit.trail;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The chain: each row's hash covers its sequence, its record's bytes and the hash of the row before. */
public final class HashChain {
    /** The hash before the first row. */
    public static final String GENESIS = "0".repeat(64);

    private HashChain() {}

    /** SHA-256 over previous hash, sequence and record, hexadecimal. */
    public static String hash(String previousHash, long sequence, String record) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update((previousHash + '\n' + sequence + '\n').getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(sha256.digest(record.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
