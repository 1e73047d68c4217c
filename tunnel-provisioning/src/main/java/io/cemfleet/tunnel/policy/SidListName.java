package io.cemfleet.tunnel.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The names of a tunnel's SID lists: the tunnel's name, the purpose of the list, and from the second path on a number.
 * A list that is in use is never rewritten, so that another path has lists of another number.
 */
public enum SidListName {
    PROTECTION,
    ORIGINAL;

    private static final String NUMBERED = "-v";

    String of(String tunnelId, int number) {
        return stem(tunnelId) + (number == 1 ? "" : NUMBERED + number);
    }

    /** The number in a SID list's name; empty when it is none of the tunnel's. */
    public static OptionalInt number(String tunnelId, String list) {
        for (SidListName kind : values()) {
            String stem = kind.stem(tunnelId);
            if (list.equals(stem)) {
                return OptionalInt.of(1);
            }
            if (list.startsWith(stem + NUMBERED)) {
                String number = list.substring(stem.length() + NUMBERED.length());
                return number.matches("\\d{1,9}") ? OptionalInt.of(Integer.parseInt(number)) : OptionalInt.empty();
            }
        }
        return OptionalInt.empty();
    }

    /** The tunnel that a SID list is named by; empty when the name is not one of these. */
    public static Optional<String> tunnel(String list) {
        String stem = list.replaceFirst(NUMBERED + "\\d{1,9}$", "");
        return Arrays.stream(values())
                .map(kind -> kind.stem(""))
                .filter(stem::endsWith)
                .map(end -> stem.substring(0, stem.length() - end.length()))
                .findFirst();
    }

    private String stem(String tunnelId) {
        return tunnelId + '-' + name().toLowerCase(Locale.ROOT);
    }
}
