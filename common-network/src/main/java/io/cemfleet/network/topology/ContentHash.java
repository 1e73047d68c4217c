package io.cemfleet.network.topology;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The version of a snapshot: the first half of a SHA-256 over its sorted content. */
final class ContentHash {

    private ContentHash() {}

    static String of(List<Router> routers, List<LinkDirection> directions) {
        var digest = sha256();
        for (var router : routers) {
            digest.update((router + "\n").getBytes(StandardCharsets.UTF_8));
        }
        for (var direction : directions) {
            digest.update((direction + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return "t-" + HexFormat.of().formatHex(digest.digest(), 0, 8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
