package io.cemfleet.audit.trail;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Searches the code points at known places of a record, by its hash. */
final class CodePointSearch {
    private final SealedEvent row;
    private final int[] candidates;
    private long budget;

    /** @param budget bytes to hash at the most */
    CodePointSearch(SealedEvent row, long budget) {
        this.row = row;
        this.budget = budget;
        this.candidates = IntStream.concat(
                        row.record().codePoints().filter(Character::isSupplementaryCodePoint),
                        IntStream.concat(
                                IntStream.rangeClosed(Character.MIN_SUPPLEMENTARY_CODE_POINT, Character.MAX_CODE_POINT)
                                        .filter(Character::isDefined)
                                        .filter(c -> Character.getType(c) != Character.PRIVATE_USE),
                                IntStream.rangeClosed(
                                        Character.MIN_SUPPLEMENTARY_CODE_POINT, Character.MAX_CODE_POINT)))
                .distinct()
                .toArray();
    }

    boolean fits(String record) {
        return row.hash().equals(HashChain.hash(row.previousHash(), row.sequence(), record));
    }

    /**
     * The code points at these places, which ascend. One place is searched through all of Unicode, several through all
     * code points that may stand at each of them alike, and then through the few that the record itself holds.
     *
     * @return null when none fit, or none within the budget
     */
    int @Nullable [] find(List<Integer> places) {
        byte[][] parts = new byte[places.size() + 1][];
        int from = 0;
        for (int i = 0; i < places.size(); i++) {
            parts[i] =
                    row.record().substring(from, Math.max(from, places.get(i))).getBytes(StandardCharsets.UTF_8);
            from = places.get(i) + 2;
        }
        parts[places.size()] =
                row.record().substring(Math.min(from, row.record().length())).getBytes(StandardCharsets.UTF_8);
        MessageDigest before = begun();
        before.update(parts[0]);
        byte[] wanted = HexFormat.of().parseHex(row.hash());
        for (int candidate : candidates) {
            int[] alike = new int[places.size()];
            Arrays.fill(alike, candidate);
            if (budget < 0) {
                return null;
            }
            if (MessageDigest.isEqual(wanted, digest(before, parts, alike))) {
                return alike;
            }
        }
        return places.size() == 1 ? null : mixed(before, parts, wanted);
    }

    /** Every way to put the record's own code points at the places. */
    private int @Nullable [] mixed(MessageDigest before, byte[][] parts, byte[] wanted) {
        int[] own = row.record()
                .codePoints()
                .filter(Character::isSupplementaryCodePoint)
                .distinct()
                .toArray();
        int[] digits = new int[parts.length - 1];
        while (own.length > 1 && budget >= 0) {
            int[] tried = new int[digits.length];
            for (int i = 0; i < digits.length; i++) {
                tried[i] = own[digits[i]];
            }
            if (MessageDigest.isEqual(wanted, digest(before, parts, tried))) {
                return tried;
            }
            int place = 0;
            while (place < digits.length && ++digits[place] == own.length) {
                digits[place++] = 0;
            }
            if (place == digits.length) {
                return null;
            }
        }
        return null;
    }

    private byte[] digest(MessageDigest before, byte[][] parts, int[] codePoints) {
        try {
            MessageDigest sha256 = (MessageDigest) before.clone();
            for (int i = 0; i < codePoints.length; i++) {
                sha256.update(Character.toString(codePoints[i]).getBytes(StandardCharsets.UTF_8));
                sha256.update(parts[i + 1]);
                budget -= parts[i + 1].length + 64;
            }
            return sha256.digest();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("Java's SHA-256 can be cloned", e);
        }
    }

    private MessageDigest begun() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update((row.previousHash() + '\n' + row.sequence() + '\n').getBytes(StandardCharsets.US_ASCII));
            return sha256;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
