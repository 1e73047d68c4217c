package io.cemfleet.cnc.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Keys in RESTCONF paths (RFC 8040 §3.5.3): each percent-encoded, joined by commas. */
public final class RestconfKey {

    private RestconfKey() {}

    public static String of(Object... keys) {
        return Arrays.stream(keys).map(k -> encode(k.toString())).collect(Collectors.joining(","));
    }

    private static String encode(String key) {
        var out = new StringBuilder(key.length() + 16);
        for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
            var c = (char) (b & 0xff);
            if (isUnreserved(c)) {
                out.append(c);
            } else {
                out.append('%').append("%02X".formatted((int) c));
            }
        }
        return out.toString();
    }

    private static boolean isUnreserved(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-._~".indexOf(c) >= 0;
    }
}
